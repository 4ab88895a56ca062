import t from 'tap'
import { readRetryAfter } from '../../src/fetch/http/retry-after.ts'

t.test('the wait that an upstream asks for, in milliseconds', async (t) => {
  const now = Date.parse('2026-11-29T00:00:00Z')
  const cases: [string | null, number | undefined][] = [
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Sun, 29 Nov 2026 00:01:30 GMT', 90_000],
    ['Sun, 29 Nov 2026 00:01:30 +0000', 90_000],
    ['Sat, 28 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [null, undefined]
  ]
  for (const [header, wait] of cases) t.equal(readRetryAfter(header, now), wait, String(header))
})
