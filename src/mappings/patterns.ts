// The regular expressions of mappings, each compiled once.
import { PATTERN_TEXT_MAX } from './pattern-cost.ts'

const COMPILED_MAX = 1_000
const compiled = new Map<string, RegExp>()

/** Matches the beginning of a text; what is longer than any header or code is not looked at. */
export function matchPattern(pattern: string, text: string): RegExpExecArray | null {
  return patternOf(pattern).exec(text.slice(0, PATTERN_TEXT_MAX))
}

/** The pattern as an expression. */
export function patternOf(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known) return known
  if (compiled.size >= COMPILED_MAX) compiled.clear()
  const made = new RegExp(pattern, 'iu')
  compiled.set(pattern, made)
  return made
}
