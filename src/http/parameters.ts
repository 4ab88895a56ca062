// The kinds of query parameter the API has, as zod types from the text in the address to a value.
// OpenAPI shows what a client thinks in (`integer`, a list), messages say what would have been
// right.
import { z } from 'zod'
import { DATE_FORMS, MOMENT_FORMS, parseDate, parseMoment } from '../periods.ts'
import { fold } from '../search-text.ts'
import { LIMITS } from './limits.ts'
import { parameterProblem } from './problems.ts'

type Docs<T> = { description: string; example: T }
type Reading<T> = { value: T } | { refused: string; allowed: string[] }

/** How long a text may be that is looked for. */
export const SEARCH_CHARACTERS_MAX = 100

/** The parameters of an operation as one type; lists are written with commas. */
export function queryObject(shape: z.ZodRawShape): z.ZodObject {
  return z.strictObject(shape).meta({ style: 'form', explode: false })
}

/** A required parameter; append `.optional()` for the others. */
function parameter<T>(read: (text: string) => Reading<T>, schema: Record<string, unknown>) {
  return z
    .string({
      error: ({ input }) =>
        Array.isArray(input)
          ? 'This parameter is given more than once; once is allowed.'
          : 'This parameter is required.'
    })
    .transform((text, context): T => {
      const reading: Reading<T> =
        text === ''
          ? { refused: 'This parameter is empty; leave it out or give it a value.', allowed: [] }
          : read(text)
      if ('value' in reading) return reading.value
      context.addIssue({
        code: 'custom',
        message: reading.refused,
        params: { allowed: reading.allowed }
      })
      return z.NEVER
    })
    .meta(schema)
}

function documented<T>({ description, example }: Docs<T>) {
  return { description, examples: [example] }
}

type Documented = {
  type?: string
  enum?: string[]
  items?: { enum?: string[] }
  minimum?: number
  maximum?: number
  examples?: unknown[]
}

/**
 * What a parameter takes, in words, from its documentation: for values that are missing, empty or
 * given twice.
 */
export function allowedBy(schema: unknown): string[] {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  const {
    type,
    enum: words,
    items,
    minimum,
    maximum,
    examples = []
  } = (z.globalRegistry.get(inner as z.ZodType) ?? {}) as Documented
  if (minimum !== undefined)
    return [`a ${type === 'integer' ? 'whole ' : ''}number from ${minimum} to ${maximum}`]
  return words ?? items?.enum ?? examples.map((example) => `a value such as ${example}`)
}

/**
 * Digits only: `0x10`, `1e2`, `+5`, `5.0` and blanks are refused, which `Number` would all take.
 */
export function wholeNumber(minimum: number, maximum: number, docs: Docs<number>) {
  return parameter<number>((text) => readWhole(text, minimum, maximum), {
    type: 'integer',
    minimum,
    maximum,
    ...documented(docs)
  })
}

/**
 * A number with at most six digits before and after the point: `1e2`, `.5` and `+5` are refused.
 */
export function decimal(minimum: number, maximum: number, docs: Docs<number>) {
  const allowed = [`a number from ${minimum} to ${maximum} such as ${docs.example}`]
  return parameter<number>(
    (text) => {
      const value = /^-?\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
      if (value >= minimum && value <= maximum) return { value }
      return { refused: `Expected ${allowed[0]}, found "${shortened(text)}".`, allowed }
    },
    { type: 'number', minimum, maximum, ...documented(docs) }
  )
}

/** A list of at most `most` whole numbers, parted by commas; each once, in order of size. */
export function wholeNumberList(
  minimum: number,
  maximum: number,
  docs: Docs<number[]>,
  most: number = LIMITS.listValuesMax
) {
  return parameter<number[]>(
    (text) => {
      const reading = readList(text, (item) => readWhole(item, minimum, maximum), most)
      return 'value' in reading ? { value: reading.value.toSorted((a, b) => a - b) } : reading
    },
    { ...listSchema({ type: 'integer', minimum, maximum }, most), ...documented(docs) }
  )
}

/** One word of a vocabulary. */
export function oneOf<const T extends string>(words: readonly T[], docs: Docs<T>) {
  return parameter<T>((text) => readWord(text, words), {
    type: 'string',
    enum: words,
    ...documented(docs)
  })
}

/**
 * One word of a vocabulary, or a prefix such as `source:` with an id behind it. Whether it exists
 * is for the route to find out.
 */
export function wordOrId<const T extends string, const P extends string>(
  words: readonly T[],
  prefix: P,
  { description, example }: Docs<T>
) {
  const allowed = [...words, `${prefix}<id>`]
  return parameter<T | `${P}${string}`>(
    (text) => {
      if (!text.startsWith(prefix)) return readWord(text, allowed) as Reading<T>
      const reading = readId(text.slice(prefix.length))
      return 'value' in reading
        ? { value: `${prefix}${reading.value}` }
        : { refused: `"${prefix}" needs the id of one behind it.`, allowed }
    },
    {
      type: 'string',
      pattern: `^(${words.join('|')}|${prefix}.{1,${LIMITS.idCharactersMax}})$`,
      description,
      examples: [example]
    }
  )
}

/** `true` or `false`. */
export function flag(docs: Docs<boolean>) {
  return parameter<boolean>(
    (text) => {
      const word = readWord(text, ['true', 'false'])
      return 'value' in word ? { value: word.value === 'true' } : word
    },
    { type: 'boolean', ...documented(docs) }
  )
}

/** A list of words of a vocabulary, parted by commas. */
export function wordList<const T extends string>(words: readonly T[], docs: Docs<T[]>) {
  return parameter<T[]>((text) => readList(text, (item) => readWord(item, words)), {
    ...listSchema({ type: 'string', enum: words }),
    ...documented(docs)
  })
}

/** A list of ids, parted by commas. Whether they exist is for the route to find out. */
export function idList(docs: Docs<string[]>) {
  return parameter<string[]>((text) => readList(text, readId), {
    ...listSchema({ type: 'string' }),
    ...documented(docs)
  })
}

/** A single id. */
export function oneId(docs: Docs<string>) {
  return parameter<string>(readId, {
    type: 'string',
    maxLength: LIMITS.idCharactersMax,
    ...documented(docs)
  })
}

/** Exactly two ids, parted by a comma, in either order. */
export function pair(docs: Docs<[string, string]>) {
  const allowed = ['two different ids parted by a comma, such as PAK,KAZ']
  return parameter<[string, string]>(
    (text) => {
      const list = readList(text, readId)
      if (!('value' in list)) return list
      const [first, second] = list.value
      if (first === undefined || second === undefined || text.split(',').length !== 2)
        return { refused: `Expected ${allowed[0]}.`, allowed }
      return { value: [first, second] }
    },
    { ...listSchema({ type: 'string' }), minItems: 2, maxItems: 2, ...documented(docs) }
  )
}

/** A year, month or day; `edge` says which end of it counts. */
export function date(edge: 'starts_on' | 'ends_on', docs: Docs<string>) {
  return parameter<string>(
    (text) => {
      const days = parseDate(text)
      return days
        ? { value: days[edge] }
        : { refused: `Expected ${DATE_FORMS}, found "${shortened(text)}".`, allowed: [DATE_FORMS] }
    },
    { type: 'string', ...documented(docs) }
  )
}

/** A moment, as the last second it includes. */
export function moment(docs: Docs<string>) {
  return parameter<string>(readMoment, { type: 'string', ...documented(docs) })
}

/** A revision by its number, or a moment as the first second it includes. */
export function revisionOrMoment(docs: Docs<string>) {
  const allowed = `the number of a revision, ${MOMENT_FORMS}`
  return parameter<number | string>(
    (text) => {
      if (/^\d+$/.test(text)) return readWhole(text, 0, 999_999_999)
      const value = parseMoment(text, 'first')
      return value
        ? { value }
        : { refused: `Expected ${allowed}, found "${shortened(text)}".`, allowed: [allowed] }
    },
    { type: 'string', ...documented(docs) }
  )
}

/** Throws where a span begins after it ends. */
export function checkSpan(
  fromName: string,
  from: string | undefined,
  toName: string,
  to: string | undefined
): void {
  if (from === undefined || to === undefined || from <= to) return
  throw parameterProblem('invalid_parameter', [
    {
      pointer: `/query/${fromName}`,
      message: `${fromName} begins on ${from}, after ${toName} ends on ${to}.`,
      allowed: [`a date up to ${to}`]
    }
  ])
}

/** A text to look for. */
export function searchTerm(minimum: number, docs: Docs<string>) {
  const allowed = [`${minimum} to ${SEARCH_CHARACTERS_MAX} characters`]
  return parameter<string>(
    (text) => {
      const value = text.trim()
      // Accents alone fold to nothing, and nothing is found everywhere.
      const length = [...fold(value)].length
      return length >= minimum && length <= SEARCH_CHARACTERS_MAX
        ? { value }
        : { refused: `Expected ${allowed[0]}, found ${length}.`, allowed }
    },
    { type: 'string', minLength: minimum, maxLength: SEARCH_CHARACTERS_MAX, ...documented(docs) }
  )
}

/** A text of one line that is kept as it is. */
export function freeText(maximum: number, docs: Docs<string>) {
  const allowed = [`1 to ${maximum} characters on one line`]
  return parameter<string>(
    (text) => {
      const value = text.trim()
      const fits = value !== '' && value.length <= maximum && !/\p{Cc}/u.test(value)
      return fits ? { value } : { refused: `Expected ${allowed[0]}.`, allowed }
    },
    { type: 'string', minLength: 1, maxLength: maximum, ...documented(docs) }
  )
}

/** Any text, such as a cursor. */
export function opaque(description: string) {
  return parameter<string>((value) => ({ value }), { type: 'string', description })
}

function listSchema(items: Record<string, unknown>, most: number = LIMITS.listValuesMax) {
  return { type: 'array', items, minItems: 1, maxItems: most }
}

function readList<T>(
  text: string,
  readItem: (item: string) => Reading<T>,
  most: number = LIMITS.listValuesMax
): Reading<T[]> {
  const items = text.split(',')
  if (items.length > most) {
    return {
      refused: `The list has ${items.length} values, ${most} are allowed.`,
      allowed: [`at most ${most} values parted by commas`]
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

function readWhole(text: string, minimum: number, maximum: number): Reading<number> {
  const allowed = [`a whole number from ${minimum} to ${maximum}`]
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= minimum && value <= maximum) return { value }
  return { refused: `Expected ${allowed[0]}, found "${shortened(text)}".`, allowed }
}

function readMoment(text: string): Reading<string> {
  const value = parseMoment(text)
  return value
    ? { value }
    : { refused: `Expected ${MOMENT_FORMS}, found "${shortened(text)}".`, allowed: [MOMENT_FORMS] }
}

function readWord<const T extends string>(text: string, words: readonly T[]): Reading<T> {
  const value = words.find((word) => word === text)
  return value === undefined
    ? { refused: `"${shortened(text)}" is not one of ${words.join(', ')}.`, allowed: [...words] }
    : { value }
}

function readId(text: string): Reading<string> {
  if (text === '')
    return { refused: 'The list has an empty value.', allowed: ['ids parted by single commas'] }
  if (text.length > LIMITS.idCharactersMax)
    return {
      refused: `An id has at most ${LIMITS.idCharactersMax} characters.`,
      allowed: [`at most ${LIMITS.idCharactersMax} characters`]
    }
  return { value: text }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
