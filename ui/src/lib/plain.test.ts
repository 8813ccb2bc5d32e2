import { expect, test } from 'vitest'
import { fill } from './i18n.svelte'
import { cutTo, plain, within } from './plain'

test('marks of text direction turn nothing round', () => {
  expect(plain('石家营\u202E村02\u202C')).toBe('石家营村02')
  expect(plain('\u2067王\u2069东')).toBe('王东')
  expect(plain('一\n二\t三\u0000')).toBe('一 二 三 ')
  expect(plain('祁小燕 A-12')).toBe('祁小燕 A-12')
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
