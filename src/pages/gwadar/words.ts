// Figures, dates and lists as people write them.
import { MONTHS } from '../../periods/months.ts'

const COUNTS = ['none', 'one', 'two', 'three', 'four', 'five', 'six']

export function kmOf(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** A difference with its sign: `+7`, `−849`. */
export function signedKm(value: number): string {
  const km = Math.round(value)
  return km < 0 ? `−${kmOf(-km)}` : km > 0 ? `+${kmOf(km)}` : '0'
}

/** A day as `11 October 2025`, a month as `October 2025`. */
export function dayOf(date: string): string {
  const [year, month, day] = date.split('-')
  const name = MONTHS[Number(month) - 1]
  return [day && Number(day), name, year].filter(Boolean).join(' ')
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export function countOf(count: number): string {
  return COUNTS[count] ?? String(count)
}
