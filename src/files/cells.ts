// What a cell of a data file may hold: as text, which CSV has, and as the value itself, which the
// body of a request has. A message says what was expected; it ends up behind "expected" in a
// DataError.
import { z } from 'zod'
import { EXACT, isExact, isInRange } from '../numbers/decimals.ts'
import { DATE_FORMS, PERIOD_FORMS, parseDate, parsePeriod } from '../periods.ts'

const ID = /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/
const DECIMAL = /^-?\d+(?:\.\d+)?$/
const TEXT_MAX = 4_000

const plain = z
  .string()
  .max(TEXT_MAX, `at most ${TEXT_MAX} characters`)
  .refine((value) => value === value.trim(), 'no blanks at the edges')
  // A figure may be printed as +18 %, and nothing but a formula begins so.
  .refine(
    (value) => !value.startsWith('='),
    'text that is no formula: it must not begin with =, so put a word or a quotation mark before it'
  )
  // Some readers of our CSV would see a line end there, others not.
  .refine(
    (value) => !value.includes('\r') || !/\r(?!\n)/.test(value),
    'line ends of LF or CRLF, not of CR alone'
  )
  // Written as bytes, half a character becomes another one.
  .refine((value) => value.isWellFormed(), 'whole characters, not half of a pair of surrogates')
  // PostgreSQL holds none, and both engines have to take the same files.
  .refine((value) => !value.includes('\0'), 'no NUL characters')
/** What JSON has in a cell that is not given as text. */
export type CellKind = 'text' | 'decimal' | 'list' | 'yes_no'
/** How a cell is read. Texts are always read by `text`, everything but texts by `value`. */
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

/** The same cell, which may also be empty. */
const optional = <T>(cell: Cell<T>): Cell<T | null> => ({
  kind: cell.kind,
  text: plain.transform((value, context): T | null =>
    value === '' ? null : readWithin(cell.text, value, context)
  ),
  value: cell.value.nullable()
})

/** Any text but an empty one. */
export const text = ofText(plain.min(1, 'some text'))
export const optionalText = optional(text)

/** An id: letters and digits, parted by single hyphens, underscores or full stops. */
export const idText = z
  .string()
  .max(100, 'at most 100 characters')
  .regex(ID, 'an id of letters, digits, hyphens and underscores')
export const id = ofText(idText)
export const optionalId = optional(id)

export const word = <const T extends readonly string[]>(words: T) =>
  ofText(z.enum(words, { error: `one of ${words.join(', ')}` }))
export const optionalWord = <const T extends readonly string[]>(words: T) => optional(word(words))
export const yesNo: Cell<boolean> = {
  kind: 'yes_no',
  text: word(['yes', 'no']).text.transform((value) => value === 'yes'),
  value: z.boolean('yes, no, true or false')
}

/**
 * A plain decimal; refused where a double cannot hold all its digits, so that no figure changes on
 * its way in.
 */
export const decimal: Cell<number> = {
  kind: 'decimal',
  text: z
    .string()
    .regex(DECIMAL, 'a plain decimal such as 52500000 or 28.5')
    .refine(isExact, EXACT)
    .transform(Number),
  value: z.number('a number, or its text').refine(isInRange, EXACT)
}
export const optionalDecimal = optional(decimal)

export const date = ofText(z.string().refine((value) => parseDate(value) !== undefined, DATE_FORMS))
export const optionalDate = optional(date)
export const optionalPeriod = optional(
  ofText(z.string().refine((value) => parsePeriod(value) !== undefined, PERIOD_FORMS))
)

/** Values parted by `|`; an empty cell is an empty list. */
export const list = <T extends string>(item: Cell<T>): Cell<T[]> => ({
  kind: 'list',
  text: plain.transform((value, context): T[] =>
    value === '' ? [] : value.split('|').map((part) => readWithin(item.text, part, context))
  ),
  value: z.custom<string[]>(isListOfTexts, 'a list of texts').pipe(z.array(item.text))
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

function readWithin<T>(cell: z.ZodType<T, string>, value: string, context: z.RefinementCtx): T {
  const result = cell.safeParse(value)
  if (result.success) return result.data
  const message = result.error.issues[0]?.message ?? 'another value'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}
