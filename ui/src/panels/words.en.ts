import type { panelsZh } from './words.zh'

export const panelsEn: Record<keyof typeof panelsZh, string> = {}
