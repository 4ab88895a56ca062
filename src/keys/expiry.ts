// Reads when a key expires, in the form in which people write it.

const HOUR_MS = 60 * 60 * 1_000
const UNITS: Record<string, number> = { h: HOUR_MS, d: 24 * HOUR_MS, w: 7 * 24 * HOUR_MS }
const YEARS_MAX = 10
const YEAR_MS = 366 * 24 * HOUR_MS

/**
 * The expiry in `text`: a date (the last day, UTC), a time from now (`90d`, `12h`, `26w`), or
 * `never`. Returns a time, or null for never; undefined for any other text, for a time in the past
 * and for more than ten years from now. `now` is in milliseconds.
 */
export function readExpiry(text: string, now: number): string | null | undefined {
  if (text === 'never') return null
  const end = lastMoment(text) ?? fromNow(text, now)
  if (end === undefined || end <= now || end > now + YEARS_MAX * YEAR_MS) return undefined
  return new Date(end).toISOString()
}

function lastMoment(text: string): number | undefined {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // JavaScript reads 31 June as 1 July.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== text) return undefined
  return start + 24 * HOUR_MS - 1
}

function fromNow(text: string, now: number): number | undefined {
  const [, count, unit = ''] = /^(\d{1,6})([hdw])$/.exec(text) ?? []
  const milliseconds = UNITS[unit]
  return milliseconds === undefined ? undefined : now + Number(count) * milliseconds
}
