import { expect, test } from 'vitest'
import { fill } from './i18n.svelte'
import { cleaned, cutTo, plain, within } from './plain'

test('marks of text direction turn nothing round', () => {
  expect(plain('石家营\u202E村02\u202C')).toBe('石家营村02')
  expect(plain('\u2067王\u2069东')).toBe('王东')
  expect(plain('一\n二\t三\u0000')).toBe('一 二 三')
  expect(plain('祁小燕 A-12')).toBe('祁小燕 A-12')
})

test('all texts of an answer lose what speaks to the window instead of to its reader, and nothing else', () => {
  const sound = { name: '石家营村02\n二组\t👍', n: Number.NaN, list: ['ئەلى', null, 1], picture: new ArrayBuffer(4) }
  expect(cleaned(sound)).toBe(sound)
  const rows = [{ id: 7, name: '石家\u202E营村\u2067二', of: { who: ['王\u200B晓\u001B东'] } }, sound]
  expect(cleaned(rows)).toEqual([{ id: 7, name: '石家营村二', of: { who: ['王晓东'] } }, sound])
  expect(rows[0]).toHaveProperty('name', '石家\u202E营村\u2067二')
  expect(cleaned('一\r\n二\u2028三\u{E0041}\uFEFF\u009B')).toBe('一\n二\n三')
  expect(cleaned(undefined)).toBeUndefined()
})

test('a name written from right to left stands by itself within a sentence', () => {
  expect(within('祁小燕')).toBe('祁小燕')
  expect(within('ئەلى')).toBe('\u2068ئەلى\u2069')
  expect(fill('{name} → {to}', { name: '铁\u202E桂英', to: 'ئەلى' })).toBe('铁桂英 → \u2068ئەلى\u2069')
})

test('a cut name says that it is cut', () => {
  expect(cutTo('石家营村', 4)).toBe('石家营村')
  expect(cutTo('石家营村02网格', 4)).toBe('石家营…')
  expect([...cutTo('𠀀'.repeat(9), 4)]).toHaveLength(4)
})
