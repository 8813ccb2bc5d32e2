// Words of the place where the office keeps its rules, in English.
import type { rulesZh } from './words.zh'

export const rulesEn: Record<keyof typeof rulesZh, string> = {
  'verb.setting': 'Change a setting',
}
