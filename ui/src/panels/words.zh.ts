export const panelsZh = {} as const
