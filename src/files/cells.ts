// What a cell of a data file may hold, as zod types from text to value. A message says what was
// expected, for it ends up behind "expected" in a DataError.
import { z } from 'zod'
import { EXACT, isExact } from '../numbers/decimals.ts'
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
const optional = <T>(cell: z.ZodType<T, string>) =>
  plain.transform((value, context): T | null =>
    value === '' ? null : through(cell, value, context)
  )

/** Any text but an empty one. */
export const text = plain.min(1, 'some text')
export const optionalText = optional(text)

/** An id: letters and digits, parted by single hyphens, underscores or full stops. */
export const id = z
  .string()
  .max(100, 'at most 100 characters')
  .regex(ID, 'an id of letters, digits, hyphens and underscores')
export const optionalId = optional(id)

export const word = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `one of ${words.join(', ')}` })
export const optionalWord = <const T extends readonly string[]>(words: T) => optional(word(words))
export const yesNo = word(['yes', 'no']).transform((value) => value === 'yes')

/**
 * A plain decimal; refused where a double cannot hold all its digits, so that no figure changes on
 * its way in.
 */
export const decimal = z
  .string()
  .regex(DECIMAL, 'a plain decimal such as 52500000 or 28.5')
  .refine(isExact, EXACT)
  .transform(Number)
export const optionalDecimal = optional(decimal)

export const date = z.string().refine((value) => parseDate(value) !== undefined, DATE_FORMS)
export const optionalDate = optional(date)
export const optionalPeriod = optional(
  z.string().refine((value) => parsePeriod(value) !== undefined, PERIOD_FORMS)
)

/** Values parted by `|`; an empty cell is an empty list. */
export const list = <T extends string>(item: z.ZodType<T, string>) =>
  plain.transform((value, context): T[] =>
    value === '' ? [] : value.split('|').map((part) => through(item, part, context))
  )

export const url = z.url({
  protocol: /^https?$/,
  error: 'a web address that begins with http:// or https://'
})
export const optionalUrl = optional(url)

function through<T>(cell: z.ZodType<T, string>, value: string, context: z.RefinementCtx): T {
  const result = cell.safeParse(value)
  if (result.success) return result.data
  context.addIssue({ code: 'custom', message: result.error.issues[0]?.message ?? 'another value' })
  return z.NEVER
}
