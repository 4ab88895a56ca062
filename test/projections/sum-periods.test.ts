import fc from 'fast-check'
import t from 'tap'
import type { EvidencePoint } from '../../src/projections/evidence.ts'
import { addPoints, shorterCalendars, sumPeriods } from '../../src/projections/sum-periods.ts'

type Claim = EvidencePoint['claim']

function point(period: string, value: number | null, over: Partial<Claim> = {}): EvidencePoint {
  return {
    period,
    claim: {
      id: `C ${period}`,
      series: '',
      period,
      value,
      low: null,
      high: null,
      bound: 'exact',
      status: 'A',
      source: { id: 'a-paper', publisher: 'A Paper', kind: 'press', url: null, published: null },
      ...over
    },
    others: 1
  }
}
/** Months from one on, with the values 1, 2, 3 … */
const months = (first: string, count: number): EvidencePoint[] =>
  Array.from({ length: count }, (_, index) => {
    const [year = 0, month = 0] = first.split('-').map(Number)
    return point(new Date(Date.UTC(year, month - 1 + index)).toISOString().slice(0, 7), index + 1)
  })
const short = (points: readonly EvidencePoint[]) =>
  points.map(({ period, claim }) => [period, claim.value])

t.test('the shorter calendars that fill a calendar', async (t) => {
  t.same(shorterCalendars('P1Y-01'), ['P1M', 'P3M'])
  t.same(shorterCalendars('P1Y-07'), ['P1M', 'P3M'])
  t.same(shorterCalendars('P3M'), ['P1M'])
  for (const calendar of ['P1M', 'P1D', 'P1W', 'P3M-02', 'P8M-07', 'P10Y-01', ''])
    t.same(shorterCalendars(calendar), [], calendar)
})

t.test('twelve months are a year, of any first month', async (t) => {
  t.same(short(sumPeriods(months('2023-01', 12), 'P1Y-01')), [['2023', 78]])
  t.same(short(sumPeriods(months('2023-01', 30), 'P1Y-01')), [
    ['2023', 78],
    ['2024', 222]
  ])
  t.same(short(sumPeriods(months('2023-01', 29), 'P1Y-07')), [['2023-07-01/P1Y', 150]])
  t.same(short(sumPeriods(months('2023-02', 11), 'P1Y-01')), [])
  t.same(short(sumPeriods([], 'P1Y-01')), [])
})

t.test('a gap breaks a year, and no other', async (t) => {
  const broken = months('2023-01', 24).filter(({ period }) => period !== '2023-05')
  t.same(short(sumPeriods(broken, 'P1Y-01')), [['2024', 222]])
})

t.test('three months are a quarter, four quarters a year', async (t) => {
  t.same(short(sumPeriods(months('2023-03', 8), 'P3M')), [
    ['2023-Q2', 9],
    ['2023-Q3', 18]
  ])
  const quarters = ['2022-Q4', '2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4'].map((period, index) =>
    point(period, 10 ** index)
  )
  t.same(short(sumPeriods(quarters, 'P1Y-01')), [['2023', 11_110]])
  t.same(short(sumPeriods(quarters, 'P1Y-10')), [['2022-10-01/P1Y', 1_111]])
  t.same(short(sumPeriods(quarters, 'P3M')), [], 'quarters are no parts of quarters')
  t.same(short(sumPeriods(months('2023-02', 3), 'P3M-02')), [], 'February to April is no year')
})

t.test('a sum names its claims and counts what stands beside them', async (t) => {
  t.same(addPoints([point('2023-Q1', 0.1), point('2023-Q2', 0.2, { bound: 'about' })], 'half'), {
    period: 'half',
    claim: {
      id: 'C 2023-Q1',
      series: '',
      period: 'half',
      value: 0.3,
      low: null,
      high: null,
      bound: 'about',
      status: 'A',
      source: { id: 'a-paper', publisher: 'A Paper', kind: 'press', url: null, published: null }
    },
    others: 2,
    computed_from: ['C 2023-Q1', 'C 2023-Q2']
  })
  const computed = { ...point('2023-Q1', 1), computed_from: ['A', 'B'] }
  t.same(addPoints([computed, point('2023-Q2', 2)], 'half')?.computed_from, ['A', 'B', 'C 2023-Q2'])
})

t.test('a break in any part is a break in the sum, else what is doubtful counts', async (t) => {
  const cases = [
    [['A', 'A', 'A'], 'A'],
    [['A', 'P', 'B'], 'B'],
    [['B', 'A', 'A'], 'B'],
    [['A', 'E', 'P'], 'E']
  ] as const
  for (const [[one, two, three], status] of cases) {
    const points = [
      point('2023-01', 1, { status: one }),
      point('2023-02', 1, { status: two }),
      point('2023-03', 1, { status: three })
    ]
    t.equal(addPoints(points, '2023-Q1')?.claim.status, status)
  }
})

t.test('what leaves its figure open is not added', async (t) => {
  for (const over of [
    { value: null, low: 1, high: 2, bound: 'range' },
    { bound: 'at_least' },
    { bound: 'at_most' }
  ] as const)
    t.equal(addPoints([point('2023-01', 1), point('2023-02', 1, over)], 'both'), undefined)
  t.equal(addPoints([], 'none'), undefined)
})

t.test('property: each sum is whole, in order, and that of its own months', async (t) => {
  const some = fc.subarray(months('2020-01', 48))
  const calendars = fc.constantFrom('P1Y-01', 'P1Y-04', 'P1Y-07', 'P3M')
  fc.assert(
    fc.property(some, calendars, (points, calendar) => {
      const known = new Map(points.map((one) => [one.claim.id, one.claim.value ?? 0]))
      const sums = sumPeriods(points, calendar)
      const used = sums.flatMap(({ computed_from }) => computed_from ?? [])
      const isWhole = sums.every(
        ({ claim, computed_from = [] }) =>
          computed_from.length === (calendar === 'P3M' ? 3 : 12) &&
          claim.value === computed_from.reduce((sum, id) => sum + (known.get(id) ?? Number.NaN), 0)
      )
      return isWhole && new Set(used).size === used.length && used.join() === used.toSorted().join()
    })
  )
  t.pass('it held')
})
