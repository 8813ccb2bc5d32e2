// Days between two days written as YYYY-MM-DD.
const at = (day: string) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

/** How many days `today` is past `deadline`. */
export const lateDays = (deadline: string, today: string): number => Math.round((at(today) - at(deadline)) / 86_400_000)
