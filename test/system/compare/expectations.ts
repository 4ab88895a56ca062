// Differences that somebody has explained: a file of lines `pattern → reason`.
import type { Result } from './comparison.ts'

export type Expectation = { pattern: RegExp; reason: string }

/**
 * Reads the lines of a file; empty ones and those that begin with `#` say nothing. A pattern is a
 * regular expression. It is looked for in the verdict, the method and the address, parted by
 * spaces, and in the lines of the difference below them.
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

/** Why a difference is expected; undefined where nothing explains it. */
export function reasonFor(
  { verdict, request: { method, url }, difference }: Result,
  expectations: readonly Expectation[]
): string | undefined {
  const text = `${verdict} ${method} ${url}\n${difference}`
  return expectations.find(({ pattern }) => pattern.test(text))?.reason
}
