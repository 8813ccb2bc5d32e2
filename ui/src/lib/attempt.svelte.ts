// Reading that did not succeed: why, and trying again. While the file cannot be read it is tried again by itself.

/** Between two tries; each waits for the file itself, as long as the core is patient. */
export const PAUSE_MS = 1000

/** The file itself could not be read, which may pass: another program keeps it locked, a share is away. */
export const passing = (e: unknown): boolean => {
  const code = (e as { code?: unknown } | null)?.code
  return code === 'io' || code === 'project'
}

export class Attempt {
  /** Why the last try failed; null where it did not. */
  refused = $state.raw<unknown>(null)
  #round = $state(0)
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #retry: () => void

  /** `retry`: called for each further try, for whoever does not read `round`. */
  constructor(retry: () => void = () => undefined) {
    this.#retry = retry
  }

  /** How often it was tried again: whoever reads this reads anew with each. */
  get round(): number {
    return this.#round
  }

  again = (): void => {
    this.rest()
    this.#round++
    this.#retry()
  }

  succeeded(): void {
    this.rest()
    this.refused = null
  }

  failed(e: unknown): void {
    this.rest()
    this.refused = e ?? 'unknown'
    if (passing(e)) this.#timer = setTimeout(this.again, PAUSE_MS)
  }

  /** Does not try again by itself any more. */
  rest(): void {
    clearTimeout(this.#timer)
  }
}
