// The six stations of a site's life, with when each was last reached.
import type { State, StepView } from '../lib/bindings'

export interface Station {
  state: State
  /** Moment it was last reached, UTC; none when not yet, or when the site came in beyond it. */
  at: string | null
  actor: string
  mark: 'done' | 'now' | 'ahead'
}

const ROAD: State[] = ['reported', 'filed', 'dispatched', 'rectifying', 'submitted', 'accepted']

export function stations(state: State, steps: readonly StepView[]): Station[] {
  const road: State[] = state === 'dismissed' ? ['reported', 'dismissed'] : ROAD
  const last = (s: State) => steps.findLast((x) => x.to === s && x.from !== s)
  const standing = state === 'suspended' ? (last('suspended')?.from ?? 'rectifying') : state
  const here = road.indexOf(standing)
  return road.map((s, i) => {
    const step = i <= here ? last(s) : undefined
    return {
      state: s === standing && state === 'suspended' ? 'suspended' : s,
      at: (s === standing && state === 'suspended' ? last('suspended')?.at : step?.at) ?? null,
      actor: step?.actor ?? '',
      mark: i < here || state === 'accepted' ? 'done' : i === here ? 'now' : 'ahead',
    }
  })
}
