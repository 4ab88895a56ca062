// The kinds of query parameters: zod types that read the text in the address. Each takes its
// meaning and an example. OpenAPI shows the type that a client works with (`integer`, a list);
// messages say what is allowed. All are required; append `.optional()` to make one optional.
import { z } from 'zod'
import { CALENDAR_PATTERN } from '../periods/calendars.ts'
import { LIMITS } from './limits.ts'
import { differingParameter, listParameter, parameter } from './make-parameter.ts'
import {
  type Reading,
  readCalendar,
  readDate,
  readDecimal,
  readFlag,
  readId,
  readLine,
  readList,
  readNamed,
  readPair,
  readPeriod,
  readRevisionOrMoment,
  readSearchTerm,
  readWhole,
  readWord,
  SEARCH_CHARACTERS_MAX
} from './read-values.ts'

/** The values of the parameters of a query. */
export type QueryOf<Query extends z.ZodRawShape> = z.output<z.ZodObject<Query>>

/** The parameters of an operation as one schema. */
export function queryObject(shape: z.ZodRawShape): z.ZodObject {
  return z.strictObject(shape)
}

export function wholeNumber(
  minimum: number,
  maximum: number,
  description: string,
  example: number
) {
  const read = (text: string) => readWhole(text, minimum, maximum)
  return parameter(read, { type: 'integer', minimum, maximum }, description, example)
}

/** A number with at most six digits before and after the point. */
export function decimal(minimum: number, maximum: number, description: string, example: number) {
  const read = (text: string) => readDecimal(text, minimum, maximum, example)
  return parameter(read, { type: 'number', minimum, maximum }, description, example)
}

/** A list of at most `most` different whole numbers, in ascending order. */
export function wholeNumberList(
  minimum: number,
  maximum: number,
  description: string,
  example: number[],
  most: number = LIMITS.listValuesMax
) {
  const read = (text: string): Reading<number[]> => {
    const reading = readList(text, (item) => readWhole(item, minimum, maximum), most)
    return 'value' in reading ? { value: reading.value.toSorted((a, b) => a - b) } : reading
  }
  const schema = listOf({ type: 'integer', minimum, maximum }, most)
  return listParameter(read, schema, description, example)
}

export function oneOf<const T extends string>(
  words: readonly T[],
  description: string,
  example?: NoInfer<T>
) {
  const read = (text: string) => readWord(text, words)
  return parameter(read, { type: 'string', enum: words }, description, example)
}

/** A value by any of its names. `find` knows more names than `names`, which are shown. */
export function named<T>(
  find: (name: string) => T | undefined,
  names: readonly string[],
  schema: { enum: readonly string[] } | { maxLength: number },
  description: string,
  example?: string
) {
  const read = (text: string) => readNamed(text, find, names)
  return parameter(read, { type: 'string', ...schema }, description, example)
}

/**
 * One word of a vocabulary, or a prefix such as `source:` with an id after it. The route looks up
 * the id.
 */
export function wordOrId<const T extends string, const P extends string>(
  words: readonly T[],
  prefix: P,
  description: string,
  example: NoInfer<T>
) {
  const allowed = [...words, `${prefix}<id>`]
  const read = (text: string): Reading<T | `${P}${string}`> => {
    // Texts with the prefix are read below, so this finds only words of the vocabulary.
    if (!text.startsWith(prefix)) return readWord(text, allowed) as Reading<T>
    const reading = readId(text.slice(prefix.length))
    return 'value' in reading
      ? { value: `${prefix}${reading.value}` }
      : { refused: `"${prefix}" needs an id after it.`, allowed }
  }
  const pattern = `^(${words.join('|')}|${prefix}.{1,${LIMITS.idCharactersMax}})$`
  return parameter(read, { type: 'string', pattern }, description, example)
}

export function flag(description: string, example: boolean) {
  return parameter(readFlag, { type: 'boolean' }, description, example)
}

export function wordList<const T extends string>(
  words: readonly T[],
  description: string,
  example: NoInfer<T>[]
) {
  const read = (text: string) => readList(text, (item) => readWord(item, words))
  return listParameter(read, listOf({ type: 'string', enum: words }), description, example)
}

/** A list of values that `readItem` reads; it has no example. */
export function valueList(readItem: (item: string) => Reading<string>, description: string) {
  const read = (text: string) => readList(text, readItem)
  return parameter(read, listOf({ type: 'string' }), description)
}

/** A list of at most `most` ids. The route looks up the ids. */
export function idList(
  description: string,
  example: string[],
  most: number = LIMITS.listValuesMax
) {
  const read = (text: string) => readList(text, readId, most)
  return listParameter(read, listOf({ type: 'string' }, most), description, example)
}

/** One id. The text may be a list, which the route refuses with an id of it that works. */
export function oneId(description: string, example: string) {
  const schema = { type: 'string', maxLength: LIMITS.idCharactersMax }
  const read = (text: string): Reading<string> => {
    const reading = readList(text, readId)
    return 'value' in reading ? { value: reading.value.join() } : reading
  }
  return differingParameter(read, schema, description, example)
}

/** One id, without an example, because it means something only beside other parameters. */
export function bareId(description: string) {
  const schema = { type: 'string', maxLength: LIMITS.idCharactersMax }
  return parameter(readId, schema, description)
}

/** Exactly two ids, in any order. */
export function pair(description: string, example: [string, string]) {
  const schema = { ...listOf({ type: 'string' }), minItems: 2, maxItems: 2 }
  return listParameter(readPair, schema, description, example)
}

/** A period in any form; `edge` says whether its first or its last day counts. */
export function date(edge: 'starts_on' | 'ends_on', description: string, example: string) {
  return parameter((text) => readDate(text, edge), { type: 'string' }, description, example)
}

/**
 * A period in any form. It has no example where it means something only beside other parameters.
 */
export function onePeriod(description: string, example?: string) {
  return parameter(readPeriod, { type: 'string' }, description, example)
}

/**
 * A number whose digits matter: its text of one line, which the route reads. It has no example,
 * because it stands in place of another parameter.
 */
export function printedNumber(description: string) {
  const read = (text: string) => readLine(text, LIMITS.numberCharactersMax)
  return parameter(read, { type: 'number' }, description)
}

/** A list of calendars, by their words or codes. */
export function calendarList(description: string, example: string[]) {
  const schema = listOf({ type: 'string', pattern: CALENDAR_PATTERN })
  return listParameter((text) => readList(text, readCalendar), schema, description, example)
}

/**
 * A revision by its number, or a time. `since` takes a revision from 0 on, and reads a time as the
 * first second that it includes; `until` takes one from 1 on, and reads the last second.
 */
export function revisionOrMoment(means: 'since' | 'until', description: string, example: string) {
  const isSince = means === 'since'
  const options = { least: isSince ? 0 : 1, edge: isSince ? 'first' : 'last' } as const
  const read = (text: string) => readRevisionOrMoment(text, options)
  return parameter(read, { type: 'string' }, description, example)
}

/** A text to search for. */
export function searchTerm(minLength: number, description: string, example: string) {
  const schema = { type: 'string', minLength, maxLength: SEARCH_CHARACTERS_MAX }
  return parameter((text) => readSearchTerm(text, minLength), schema, description, example)
}

/** A text of one line that is stored unchanged. */
export function freeText(maxLength: number, description: string, example: string) {
  const schema = { type: 'string', minLength: 1, maxLength }
  return parameter((text) => readLine(text, maxLength), schema, description, example)
}

/** Any text, such as a cursor. */
export function opaque(description: string) {
  return parameter((value) => ({ value }), { type: 'string' }, description)
}

function listOf(items: Record<string, unknown>, most: number = LIMITS.listValuesMax) {
  return { type: 'array', items, minItems: 1, maxItems: most }
}
