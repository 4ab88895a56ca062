// Reads explained differences from a file of lines `pattern → reason`.
import type { Result } from './comparison.ts'

export type Expectation = { pattern: RegExp; reason: string }

/**
 * Reads the lines of a file, except for empty lines and lines that begin with `#`. A pattern is a
 * regular expression. It is searched in the verdict, the method and the address, separated by
 * spaces, and in the lines of the difference.
 */
export function readExpectations(text: string): Expectation[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [pattern, reason, ...rest] = line.split('→').map((part) => part.trim())
    if (!pattern || !reason || rest.length > 0)
      throw new Error(`This line is not of the form "pattern → reason": ${line}`)
    return { pattern: new RegExp(pattern, 'm'), reason }
  })
}

/** Why a difference is expected; undefined if nothing explains it. */
export function reasonFor(
  { verdict, request: { method, url }, difference }: Result,
  expectations: readonly Expectation[]
): string | undefined {
  const text = `${verdict} ${method} ${url}\n${difference}`
  return expectations.find(({ pattern }) => pattern.test(text))?.reason
}
