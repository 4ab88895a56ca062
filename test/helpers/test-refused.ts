import type { ProblemCode } from '../../src/http/problems.ts'
import { documentedFor } from './allowed.ts'
import { buildTestApp } from './app.ts'
import { expectProblem } from './problem.ts'
import { insertRows } from './rows.ts'
import { testEvery } from './test-every.ts'

/**
 * The message for a wrong parameter, and its allowed values; by default those of the OpenAPI
 * document.
 */
export type Refused = Record<string, readonly [message: string, allowed?: readonly string[]]>

/**
 * Tests the refused parameters of a list, by query. test/app tests what is common to all parameters
 * (empty, given twice) and to all lists (limit, cursor, format).
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

/** Escapes letters of other scripts and blanks for an address. */
function inAscii(query: string): string {
  return query.replaceAll(/[^!-~]+/g, encodeURIComponent)
}
