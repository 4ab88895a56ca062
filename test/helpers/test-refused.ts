import type { ProblemCode } from '../../src/http/problems.ts'
import { documentedFor } from './allowed.ts'
import { buildTestApp } from './app.ts'
import { expectProblem } from './problem.ts'
import { insertRows } from './rows.ts'
import { testEvery } from './test-every.ts'

/** What is said of a wrong parameter, and what it takes: unless told, what the document says. */
export type Refused = Record<string, readonly [message: string, allowed?: readonly string[]]>

/**
 * Tests the parameters of a list that are refused, by query. What holds for every parameter (empty,
 * given twice) or for every list (limit, cursor, format) is tested in test/app.
 */
export function testRefused(
  path: string,
  refused: Refused,
  {
    code = 'invalid_parameter',
    starts = [`${path}?`]
  }: { code?: ProblemCode; starts?: readonly string[] } = {}
): void {
  testEvery(`400 ${code} for what ${path} does not take`, async (t, every) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { observation: [{}] })
    for (const [query, [message, allowed = []]] of Object.entries(refused)) {
      const pointer = `/query/${query.split('=', 1)[0]}`
      const known = code === 'unknown_id' || allowed.length > 0
      const errors = [
        { pointer, message, allowed: known ? [...allowed] : documentedFor(app, path, pointer) }
      ]
      for (const start of starts) {
        const response = await app.inject(start + inAscii(query))
        expectProblem(every, response, code, { detail: `${pointer}: ${message}`, errors })
      }
    }
  })
}

/** Letters of other scripts and blanks as an address has them. */
function inAscii(query: string): string {
  return query.replaceAll(/[^!-~]+/g, encodeURIComponent)
}
