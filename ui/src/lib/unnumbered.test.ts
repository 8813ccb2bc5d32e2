import { expect, it } from 'vitest'
import type { EditInfo, SiteRow } from './bindings'
import { editWord } from './format'
import { lang } from './i18n.svelte'
import { numberWord, officeNumber, withoutKeys } from './unnumbered'
import { siteTitle } from '../panels/desk'
import { where } from '../panels/check/faults'
import type { Fault } from './bindings'
import { reasonWords } from '../panels/reasons'

const site = (s: Partial<SiteRow>) => ({ number: 'X-e26afd46926f', kind: 'latrine', address: '', village: '', ...s }) as SiteRow

it('calls a site without a number by what people know of it', () => {
  lang.now = 'zh'
  expect(siteTitle(site({ village: '石家营村' }))).toBe('石家营村')
  expect(siteTitle(site({}))).toMatch(/，无编号 e26afd$/)
  expect(siteTitle(site({ number: 'N00001' }))).toBe('N00001')
  expect(officeNumber('X-e26afd46926f')).toBe('')
  expect(numberWord('X-12')).toBe('X-12')
  expect(numberWord('X-e26afd46926f')).toBe('无编号 e26afd')
  expect(numberWord('')).toBe('无编号')
})

it('shows the made-up key in no fault, refusal or history', () => {
  lang.now = 'zh'
  const fault = { kind: 'outside', cells: [], number: 'X-e26afd46926f', called: '石家营村二组 25 号', at: null } as unknown as Fault
  expect(where(fault)).toBe('石家营村二组 25 号')
  expect(where({ ...fault, called: '' })).toBe('点位 无编号 e26afd')
  expect(where({ ...fault, number: 'N00001' })).toBe('点位 N00001')
  const edit = { verb: 'escalate', args: { site: 'X-e26afd46926f', note: '催办' } } as unknown as EditInfo
  expect(editWord(edit)).not.toContain('X-e26afd')
  expect(reasonWords('site X-e26afd46926f is accepted')).not.toContain('X-e26afd')
  expect(withoutKeys('X-e26afd46926f、N1')).toBe('无编号 e26afd、N1')
})
