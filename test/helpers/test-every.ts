// Makes one assertion for a property with many cases: thousands of lines that say "ok" cost more
// time than the requests, and nobody reads them.
import { isDeepStrictEqual } from 'node:util'
import root, { type Test } from 'tap'

/** At most this many failures of one property are shown; more would not help. */
const TOLD_MAX = 20

type Message = [] | [message: string]

/** Assertions like those of tap. Failures are kept until the test is over. */
export type Checks = {
  ok: (found: unknown, ...message: Message) => void
  notOk: (found: unknown, ...message: Message) => void
  equal: (found: unknown, wanted: unknown, ...message: Message) => void
  not: (found: unknown, wanted: unknown, ...message: Message) => void
  same: (found: unknown, wanted: unknown, ...message: Message) => void
  match: (found: unknown, wanted: object | string, ...message: Message) => void
  notMatch: (found: unknown, wanted: RegExp, ...message: Message) => void
  type: (found: unknown, wanted: string, ...message: Message) => void
  fail: (message: string) => void
}
type Check = (holds: boolean, found: unknown, wanted: unknown, said: Message) => void

/**
 * Tests a property that many cases have. `every` takes the checks of all cases; they become one
 * assertion, which names those that fail. A property without a case fails too.
 */
export function testEvery(
  name: string,
  body: (t: Test, every: Checks) => Promise<void>,
  options: { skip?: boolean | string } = {}
): void {
  root.test(name, options, async (t) => {
    const wrong: unknown[] = []
    let count = 0
    const every = checksOf((holds, found, wanted, [message]) => {
      count += 1
      if (!holds) wrong.push({ message, found, wanted })
    })
    await body(t, every)
    t.same(wrong.slice(0, TOLD_MAX), [], `all of ${count} checks hold`)
    t.not(count, 0, 'there is something to check')
  })
}

function checksOf(check: Check): Checks {
  return {
    ok: (found, ...said) => check(Boolean(found), found, true, said),
    notOk: (found, ...said) => check(!found, found, false, said),
    equal: (found, wanted, ...said) => check(Object.is(found, wanted), found, wanted, said),
    not: (found, wanted, ...said) => check(!Object.is(found, wanted), found, 'another', said),
    same: (found, wanted, ...said) => check(isSame(found, wanted), found, wanted, said),
    match: (found, wanted, ...said) => check(matches(found, wanted), found, wanted, said),
    notMatch: (found, wanted, ...said) => check(!wanted.test(`${found}`), found, wanted, said),
    type: (found, wanted, ...said) => check(typeof found === wanted, found, wanted, said),
    fail: (message) => check(false, undefined, undefined, [message])
  }
}

/** Compares only contents, because headers have no prototype and bodies have one. */
function isSame(found: unknown, wanted: unknown): boolean {
  return isDeepStrictEqual(structuredClone(found), structuredClone(wanted))
}

/** Searches a text for the pattern. In an object, every key of the pattern must match. */
function matches(found: unknown, wanted: unknown): boolean {
  if (wanted instanceof RegExp) return typeof found === 'string' && wanted.test(found)
  if (typeof wanted === 'string') return String(found).includes(wanted)
  if (wanted === Array) return Array.isArray(found)
  if (wanted === null || typeof wanted !== 'object') return Object.is(found, wanted)
  if (found === null || typeof found !== 'object') return false
  return Object.entries(wanted).every(([key, pattern]) =>
    matches((found as Record<string, unknown>)[key], pattern)
  )
}
