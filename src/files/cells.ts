// The cells of a data file: how each is read from text, as in CSV, and from a value, as in the body
// of a request. Each message says what was expected; a DataError shows it after "expected".
import { z } from 'zod'
import { EXACT, isExact, isInRange } from '../numbers/decimals.ts'
import { DATE_FORMS, parseDate } from '../periods/dates.ts'
import { PERIOD_FORMS } from '../periods/read-period.ts'
import { understandPeriod } from '../periods/understand-period.ts'
import { productId } from '../product-id.ts'
import { adviseFigure, adviseMissing, explainDecimal } from './advise-figures.ts'

const ID = /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/
const DECIMAL = /^-?\d+(?:\.\d+)?$/
const TEXT_MAX = 4_000

const plain = z
  .string()
  .max(TEXT_MAX, `at most ${TEXT_MAX} characters`)
  .refine((value) => value === value.trim(), 'no blanks at the edges')
  // A cell that begins with = is a formula to spreadsheets. A figure may be printed as +18 %, so
  // only = is refused.
  .refine(
    (value) => !value.startsWith('='),
    'text that is no formula: it must not begin with =, so put a word or a quotation mark before it'
  )
  // Some programs would read a line end here in our CSV, others would not.
  .refine(
    (value) => !value.includes('\r') || !/\r(?!\n)/.test(value),
    'line ends of LF or CRLF, not of CR alone'
  )
  // Half a character would turn into another one when it is written as bytes.
  .refine((value) => value.isWellFormed(), 'whole characters, not half of a pair of surrogates')
  // PostgreSQL cannot store them, and both engines must accept the same files.
  .refine((value) => !value.includes('\0'), 'no NUL characters')
/** The kind of value that JSON may have in a cell instead of a text. */
export type CellKind = 'text' | 'decimal' | 'list' | 'yes_no'
/** How a cell is read: `text` reads texts, `value` reads every other value. */
export type Cell<T = unknown> = {
  kind: CellKind
  text: z.ZodType<T, string>
  value: z.ZodType<T>
}

/** A cell whose value is a text. */
const ofText = <T>(text: z.ZodType<T, string>): Cell<T> => ({
  kind: 'text',
  text,
  value: text as z.ZodType<T>
})

/** The same cell, but empty is allowed. `advise` says what to do about a refused text. */
const optional = <T>(cell: Cell<T>, advise = adviseMissing): Cell<T | null> => ({
  kind: cell.kind,
  text: plain.transform((value, context): T | null =>
    value === '' ? null : readWithin(cell.text, value, context, advise)
  ),
  value: cell.value.nullable()
})

/** Any text that is not empty. */
export const text = ofText(plain.min(1, 'some text'))
export const optionalText = optional(text)

/** The most characters of a name that has to fit beside a chart. */
const SHORT_NAME_MAX = 30
export const optionalShortName = optional(
  ofText(plain.min(1, 'some text').max(SHORT_NAME_MAX, `at most ${SHORT_NAME_MAX} characters`))
)

/** An id: letters and digits, separated by single hyphens, underscores or full stops. */
export const idText = z
  .string()
  .max(100, 'at most 100 characters')
  .regex(ID, 'an id of letters, digits, hyphens and underscores')
export const id = ofText(idText)
export const optionalId = optional(id)

/** An entity by its id or by a name. The import looks up names. */
export const place = ofText(plain.min(1, 'some text').max(200, 'at most 200 characters'))
export const optionalPlace = optional(place)

/** A product by its id, its scheme and code, or its name. The import looks up names. */
export const optionalProduct = optional(
  ofText(plain.min(1, 'some text').max(500, 'at most 500 characters').transform(productId))
)
/** The product of a claim. The total of all products is written as words by some. */
export const productOrTotal: Cell<string | null> = {
  kind: 'text',
  text: optionalProduct.text.transform(unlessTotal),
  value: optionalProduct.value.transform(unlessTotal)
}

export const optionalLanguage = optional(
  ofText(
    z.string().regex(/^[a-z]{2,3}$/, 'an ISO 639 code of two or three small letters such as ur')
  )
)

export const word = <const T extends readonly string[]>(words: T) =>
  ofText(z.enum(words, { error: `one of ${words.join(', ')}` }))
export const optionalWord = <const T extends readonly string[]>(words: T) => optional(word(words))
/** A word; an empty cell means `usual`. */
export const wordOr = <const T extends readonly string[]>(
  words: T,
  usual: T[number]
): Cell<T[number]> => {
  const { kind, text, value } = optionalWord(words)
  const orUsual = (given: T[number] | null) => given ?? usual
  return { kind, text: text.transform(orUsual), value: value.transform(orUsual) }
}
export const yesNo: Cell<boolean> = {
  kind: 'yes_no',
  // Answers have true and false.
  text: word(['yes', 'no', 'true', 'false']).text.transform((value) => /yes|true/.test(value)),
  value: z.boolean('yes, no, true or false')
}

/**
 * A plain decimal. It is refused if a double cannot hold all its digits, so that no figure changes
 * when it is stored.
 */
export const decimal: Cell<number> = {
  kind: 'decimal',
  text: z
    .string()
    .regex(DECIMAL, { error: ({ input }) => explainDecimal(String(input)) })
    .refine(isExact, EXACT)
    .transform(Number),
  value: z.number('a number, or its text').refine(isInRange, EXACT)
}
export const optionalDecimal = optional(decimal)
const ABOVE_ZERO = 'a decimal above 0'
export const positiveDecimal: Cell<number> = {
  kind: 'decimal',
  text: decimal.text.refine((value) => value > 0, ABOVE_ZERO),
  value: decimal.value.refine((value) => value > 0, ABOVE_ZERO)
}

/** The figure of a claim or projection. The words of its source have a column of their own. */
export const optionalFigure = optional(decimal, adviseFigure)

export const date = ofText(z.string().transform((value, context) => readDate(value, context)))
export const optionalDate = optional(date)
/** Stored in the form of the data set, whichever form the file has. */
export const optionalPeriod = optional(
  ofText(z.string().transform((value, context) => readPeriod(value, context)))
)

function unlessTotal(product: string | null): string | null {
  return product !== null && /^(?:total|none)$/i.test(product) ? null : product
}

function readDate(value: string, context: z.RefinementCtx): string {
  if (parseDate(value)) return value
  const found = understandPeriod(value)
  if (found && 'period' in found && parseDate(found.period)) return found.period
  return refuse(found && 'expected' in found ? found.expected : DATE_FORMS, context)
}

function readPeriod(value: string, context: z.RefinementCtx): string {
  const found = understandPeriod(value)
  if (found && 'period' in found) return found.period
  return refuse(found?.expected ?? PERIOD_FORMS, context)
}

function refuse(expected: string, context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: expected })
  return z.NEVER
}

/** Values separated by `|`; an empty cell is an empty list. */
export const list = <T extends string>(item: Cell<T>): Cell<T[]> => ({
  kind: 'list',
  text: plain.transform((value, context): T[] =>
    value === '' ? [] : value.split('|').map((part) => readWithin(item.text, part, context))
  ),
  // The same rules as for the text, so that a file can hold every list that a body can.
  value: z.custom<string[]>(isListOfTexts, 'a list of texts').transform((parts, context): T[] => {
    readWithin(plain, parts.join('|'), context)
    return context.issues.length > 0
      ? z.NEVER
      : parts.map((part) => readWithin(item.text, part, context))
  })
})

export const optionalUrl = optional(
  ofText(
    z.url({
      protocol: /^https?$/,
      error: 'a web address that begins with http:// or https://'
    })
  )
)

/** Whether a value is a list that can be written with `|` between its parts. */
export function isListOfTexts(value: unknown): value is string[] {
  const isPart = (item: unknown) => typeof item === 'string' && item !== '' && !item.includes('|')
  return Array.isArray(value) && value.every(isPart)
}

function readWithin<T>(
  cell: z.ZodType<T, string>,
  value: string,
  context: z.RefinementCtx,
  advise = (_value: string) => ''
): T {
  const result = cell.safeParse(value)
  if (result.success) return result.data
  const message = result.error.issues[0]?.message ?? 'another value'
  context.addIssue({ code: 'custom', message: message + advise(value) })
  return z.NEVER
}
