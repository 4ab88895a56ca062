// Parts that several fields of a mapping have.
import { z } from 'zod'
import { isExact, plainDecimal } from '../numbers/decimals.ts'
import { isFastPattern } from './pattern-cost.ts'

const ENTRIES_MAX = 5_000
const PATTERN_MAX = 300

const columnName = z.string().min(1).max(300)

/** A column by its name in any case, or several names of which files have one. */
export const columnSchema = z
  .union([columnName, z.array(columnName).min(1).max(20)])
  .describe('The name of a column, in any case; or several, the first that the file has counts.')

/** A table of codes. */
export function codes<T extends z.ZodType>(to: T) {
  return z
    .record(z.string().max(300), to)
    .refine((table) => Object.keys(table).length <= ENTRIES_MAX, `at most ${ENTRIES_MAX} codes`)
}

/** A regular expression. */
export const patternSchema = z
  .string()
  .min(1)
  .max(PATTERN_MAX)
  .refine(isPattern, 'a regular expression')
  .refine(
    (text) => !isPattern(text) || isFastPattern(text),
    'a regular expression that ends fast: at most three of * and +, two without ^ in front, and ' +
      'none around a group that has another one or alternatives; \\d{1,4} and ? cost little'
  )

/** Patterns with what replaces them. */
export const replaceSchema = z
  .array(
    z.strictObject({
      pattern: patternSchema.describe('A regular expression.'),
      by: z.string().max(PATTERN_MAX).describe('What to write; $1 is the first group.')
    })
  )
  .max(20)

/** A factor as an exact decimal, written as a number or as text. */
export const factorSchema = z
  .union([z.number(), z.string()])
  .refine((factor) => isFactor(plainDecimal(String(factor))), 'a decimal such as 1000000')
  .refine((factor) => Number(factor) !== 0, 'a factor other than 0')
  .transform((factor) => plainDecimal(String(factor)))

function isFactor(plain: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(plain) && isExact(plain)
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'iu')
    return true
  } catch {
    return false
  }
}
