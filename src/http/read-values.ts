// Turns the text of a parameter into its value, or into what is wrong and what is allowed.
import { CALENDAR_FORMS, calendarCodes } from '../periods/calendars.ts'
import { MOMENT_FORMS, parseDate, parseMoment } from '../periods/dates.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { SPAN_FORMS, understandLoosely } from '../periods/understand-period.ts'
import { fold } from '../search-text.ts'
import { LIMITS, SHOWN } from './limits.ts'

export type Reading<T> = { value: T } | { refused: string; allowed: string[] }

/** The most characters of a search text. */
export const SEARCH_CHARACTERS_MAX = 100

/** Digits only: `Number` would also take `0x10`, `1e2`, `+5`, `5.0` and blanks. */
export function readWhole(text: string, minimum: number, maximum: number): Reading<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return { value }
  return refuse(`a whole number from ${minimum} to ${maximum}`, text)
}

export function readDecimal(
  text: string,
  minimum: number,
  maximum: number,
  example: number
): Reading<number> {
  const value = /^-?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return { value }
  return refuse(`a number from ${minimum} to ${maximum} such as ${example}`, text)
}

export function readWord<const T extends string>(text: string, words: readonly T[]): Reading<T> {
  const value = words.find((word) => word === text)
  return value === undefined
    ? { refused: `"${shorten(text)}" is not one of ${words.join(', ')}.`, allowed: [...words] }
    : { value }
}

/** A value by any of its names. `names` are those that an error shows. */
export function readNamed<T>(
  text: string,
  find: (name: string) => T | undefined,
  names: readonly string[]
): Reading<T> {
  const value = find(text)
  return value === undefined
    ? { refused: `"${shorten(text)}" is not one of ${names.join(', ')}.`, allowed: [...names] }
    : { value }
}

export function readFlag(text: string): Reading<boolean> {
  const word = readWord(text, ['true', 'false'])
  return 'value' in word ? { value: word.value === 'true' } : word
}

export function readId(text: string): Reading<string> {
  if (text === '')
    return { refused: 'The list has an empty value.', allowed: ['ids separated by single commas'] }
  const most = `at most ${LIMITS.idCharactersMax} characters`
  if (text.length > LIMITS.idCharactersMax)
    return { refused: `An id has ${most}.`, allowed: [most] }
  return { value: text }
}

/** Each value once, in the order given. */
export function readList<T>(
  text: string,
  readItem: (item: string) => Reading<T>,
  most: number = LIMITS.listValuesMax
): Reading<T[]> {
  const items = text.split(',')
  if (items.length > most) {
    return {
      refused: `The list has ${items.length} values; at most ${most} are allowed.`,
      allowed: [`at most ${most} values separated by commas`]
    }
  }
  const values = new Set<T>()
  for (const item of items) {
    const reading = readItem(item)
    if (!('value' in reading)) return reading
    values.add(reading.value)
  }
  return { value: [...values] }
}

export function readPair(text: string): Reading<[string, string]> {
  const list = readList(text, readId)
  if (!('value' in list)) return list
  const [first, second] = list.value
  if (first === undefined || second === undefined || text.split(',').length !== 2)
    return refuse('two different ids separated by a comma, such as PAK,KAZ')
  return { value: [first, second] }
}

/** The first or last day of a period in any form that is understood. */
export function readDate(text: string, edge: 'starts_on' | 'ends_on'): Reading<string> {
  const days = parseDate(text)
  if (days) return { value: days[edge] }
  const reading = readPeriod(text)
  const period = 'value' in reading && parsePeriod(reading.value)
  return period ? { value: period[edge] } : reading
}

/** A period in any form that is understood, in the form of the data set. */
export function readPeriod(text: string): Reading<string> {
  const found = understandLoosely(text)
  if (found && 'expected' in found) return refuse(found.expected, text)
  return found ? { value: found.period } : refuse(SPAN_FORMS, text)
}

/** A word for a calendar or its code. */
export function readCalendar(text: string): Reading<string> {
  return calendarCodes(text) ? { value: text } : refuse(CALENDAR_FORMS, text)
}

/** `least` is the least revision that can be named; `edge` is the second that a day means. */
export function readRevisionOrMoment(
  text: string,
  { least, edge }: { least: 0 | 1; edge: 'first' | 'last' }
): Reading<number | string> {
  if (/^\d+$/.test(text)) return readWhole(text, least, 999_999_999)
  const value = parseMoment(text, edge)
  return value ? { value } : refuse(`the number of a revision, ${MOMENT_FORMS}`, text)
}

export function readSearchTerm(text: string, minimum: number): Reading<string> {
  const value = text.trim()
  // A text of accents alone folds to an empty text, which every text contains.
  const length = [...fold(value)].length
  if (length >= minimum && length <= SEARCH_CHARACTERS_MAX) return { value }
  const allowed = `${minimum} to ${SEARCH_CHARACTERS_MAX} characters`
  return { refused: `Expected ${allowed}, found ${length}.`, allowed: [allowed] }
}

export function readLine(text: string, maximum: number): Reading<string> {
  const value = text.trim()
  const fits = value !== '' && value.length <= maximum && !/\p{Cc}/u.test(value)
  return fits ? { value } : refuse(`1 to ${maximum} characters on one line`)
}

/** Says what is allowed, and what was found if that helps. */
function refuse(allowed: string, found?: string): { refused: string; allowed: string[] } {
  const instead = found === undefined ? '' : `, found "${shorten(found)}"`
  return { refused: `Expected ${allowed}${instead}.`, allowed: [allowed] }
}

function shorten(text: string): string {
  return text.length > SHOWN.valueCharacters ? `${text.slice(0, SHOWN.valueCharacters)}…` : text
}
