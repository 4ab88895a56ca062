import fc from 'fast-check'
import t from 'tap'
import { calendarCodes, periodPatterns } from '../../src/periods/calendars.ts'
import { calendarOf } from '../../src/periods/read-period.ts'

const two = (part: number) => String(part).padStart(2, '0')

/** Whether the pattern of LIKE matches the whole text. */
function isLike(text: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll('_', '.')}$`).test(text)
}

t.test('words and codes name calendars', async (t) => {
  t.same(calendarCodes('year'), ['P1Y-01'])
  t.same(calendarCodes('quarter'), ['P3M'])
  t.same(calendarCodes('month'), ['P1M'])
  t.same(calendarCodes('week'), ['P7D'])
  t.same(calendarCodes('day'), ['P1D'])
  t.equal(calendarCodes('fiscal_year')?.length, 11)
  t.notOk(calendarCodes('fiscal_year')?.includes('P1Y-01'))
  for (const code of ['P1Y-07', 'P5Y-01', 'P3M', 'P3M-02', 'P8M-07', 'P1M', 'P1D', 'P14D'])
    t.same(calendarCodes(code), [code], code)
})

t.test('what no period can have is no calendar', async (t) => {
  for (const text of ['', 'years', 'P1Y', 'P1Y-13', 'P1Y-00', 'P3M-01', 'P3M-10', 'P8M', 'P12M-07'])
    t.equal(calendarCodes(text), undefined, text)
  for (const text of ['P1M-01', 'P7D-01', 'P0M', 'p1m', 'P1W', 'P1000M-01'])
    t.equal(calendarCodes(text), undefined, text)
})

t.test('the patterns of a calendar match its periods and no others', async (t) => {
  const year = fc.integer({ min: 1000, max: 9000 })
  const month = fc.integer({ min: 1, max: 12 })
  const unit = fc.constantFrom('Y', 'M', 'D')
  const length = fc.oneof(fc.constantFrom(1, 3, 12, 24), fc.integer({ min: 1, max: 99 }))
  const period = fc.oneof(
    year.map(String),
    fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`),
    fc.tuple(year, month).map(([y, m]) => `${y}-${two(m)}`),
    fc.tuple(year, month).map(([y, m]) => `${y}-${two(m)}-15`),
    fc.tuple(year, month, length, unit).map(([y, m, n, u]) => `${y}-${two(m)}-01/P${n}${u}`)
  )
  fc.assert(
    fc.property(period, period, (one, other) => {
      const code = calendarOf(one) ?? ''
      if (calendarCodes(code) === undefined) throw new Error(`${code} of ${one} is no calendar`)
      const isMatched = (text: string) => periodPatterns(code).some((like) => isLike(text, like))
      if (!isMatched(one)) throw new Error(`${code} misses ${one}`)
      if (isMatched(other) !== (calendarOf(other) === code))
        throw new Error(`${code} is wrong about ${other}`)
    }),
    { numRuns: 2_000 }
  )
  t.pass('no period failed')
})
