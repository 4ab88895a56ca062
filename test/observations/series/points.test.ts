import fc from 'fast-check'
import t from 'tap'
import {
  figureOf,
  pointsOf,
  type SeriesClaim,
  standsForYear,
  takeUnbroken
} from '../../../src/observations/series/points.ts'

const SOURCE = { id: 'a-paper', publisher: 'A Paper', kind: 'press', url: null } as const
const claim = (id: string, period: string, published: string | null = null): SeriesClaim => ({
  id,
  series: 's',
  period,
  value: 1,
  low: null,
  high: null,
  bound: 'exact',
  status: 'A',
  source: { ...SOURCE, published }
})
const short = (claims: readonly SeriesClaim[], options?: { byYear?: boolean }) =>
  pointsOf(claims, options).map((point) => [point.period, point.claim.id, point.others])

t.test('one point a period, in order of time', async (t) => {
  t.same(short([claim('c', '2025'), claim('a', '2023'), claim('b', '2024')]), [
    ['2023', 'a', 0],
    ['2024', 'b', 0],
    ['2025', 'c', 0]
  ])
  t.same(short([claim('c', '2024-01'), claim('a', '2023-12'), claim('b', '2023-02')]), [
    ['2023-02', 'b', 0],
    ['2023-12', 'a', 0],
    ['2024-01', 'c', 0]
  ])
  t.same(pointsOf([]), [])
})

t.test('the newest published counts, whatever its precision', async (t) => {
  const cases: [string | null, string | null, string][] = [
    ['2024-08-21', '2024-08-22', 'b'],
    ['2024-08-22', '2024-08-21', 'a'],
    // Dates are sorted by their first day: 2025 is the first of January.
    ['2025', '2024-12-31', 'a'],
    ['2025', '2025-01-02', 'b'],
    ['2025-02', '2025-01-31', 'a'],
    ['2024-08', '2024-08-01', 'a'],
    [null, '1990', 'b'],
    ['1990', null, 'a'],
    [null, null, 'a']
  ]
  for (const [one, other, wins] of cases) {
    for (const claims of [
      [claim('a', '2023', one), claim('b', '2023', other)],
      [claim('b', '2023', other), claim('a', '2023', one)]
    ])
      t.same(short(claims), [['2023', wins, 1]], `${one} and ${other}`)
  }
})

t.test('others counts the claims a point stands before, of this period alone', async (t) => {
  const claims = [
    claim('a', '2023', '2024'),
    claim('b', '2023', '2025'),
    claim('c', '2023'),
    claim('d', '2024')
  ]
  t.same(short(claims), [
    ['2023', 'b', 2],
    ['2024', 'd', 0]
  ])
})

t.test('the same days written in two ways are one period', async (t) => {
  t.same(short([claim('a', '2023-Q1', '2024'), claim('b', '2023-01-01/P3M', '2025')]), [
    ['2023-01-01/P3M', 'b', 1]
  ])
  t.same(short([claim('a', '2023-01-01/P1Y'), claim('b', '2023')]), [['2023-01-01/P1Y', 'a', 1]])
})

t.test('by year: the last date of a year stands for it, however new the others are', async (t) => {
  const claims = [
    claim('a', '2025-05-30', '2025-06-01'),
    claim('b', '2025-12-01', '2025-12-02'),
    claim('c', '2025-05-30', '2026-12-31')
  ]
  t.same(
    short(claims, { byYear: true }).map(([period, id]) => [period, id]),
    [['2025', 'b']]
  )
  t.same(
    short([claim('a', '2024-11'), claim('b', '2025-03'), claim('c', '2025-07')], {
      byYear: true
    }).map(([period, id]) => [period, id]),
    [
      ['2024', 'a'],
      ['2025', 'c']
    ]
  )
})

t.test('by year: the newest published of the last date counts', async (t) => {
  const claims = [
    claim('a', '2025-05-30', '2025'),
    claim('b', '2025-05-30', '2026'),
    claim('c', '2025-05-30')
  ]
  t.same(short(claims, { byYear: true }), [['2025', 'b', 2]])
})

t.test('dates stand for their year in stocks only', async (t) => {
  t.ok(standsForYear('stock', 'P1D'))
  t.ok(standsForYear('stock', 'P1M'))
  for (const calendar of ['P1Y-01', 'P1Y-07', 'P3M', 'P8M-01', 'P5Y-01'])
    t.notOk(standsForYear('stock', calendar), calendar)
  for (const kind of ['flow', 'index', 'ratio', 'duration', 'distance'] as const) {
    t.notOk(standsForYear(kind, 'P1D'), kind)
    t.notOk(standsForYear(kind, 'P1M'), kind)
  }
})

t.test('the figure of a range is the end that promises less', async (t) => {
  const range = { value: null, low: 5, high: 9 }
  t.equal(figureOf(range, 1), 5)
  t.equal(figureOf(range, -1), 9)
  for (const direction of [1, -1] as const) {
    t.equal(figureOf({ value: 7, low: null, high: null }, direction), 7)
    t.equal(figureOf({ value: 0, low: null, high: null }, direction), 0, 'nothing is a figure too')
    t.equal(figureOf({ value: null, low: 5, high: null }, direction), 5)
    t.equal(figureOf({ value: null, low: null, high: 9 }, direction), 9)
  }
})

t.test('what follows the last gap', async (t) => {
  const cases: [string[], string[]][] = [
    [[], []],
    [['2025'], ['2025']],
    [
      ['2023', '2024', '2025'],
      ['2023', '2024', '2025']
    ],
    [['2020', '2022', '2023', '2025'], ['2025']],
    [
      ['2019', '2020', '2022', '2023'],
      ['2022', '2023']
    ],
    [['2019', '2021', '2023'], ['2023']],
    [
      ['2023-11', '2023-12', '2024-01'],
      ['2023-11', '2023-12', '2024-01']
    ],
    [
      ['2023-Q2', '2023-Q4', '2024-Q1'],
      ['2023-Q4', '2024-Q1']
    ],
    [
      ['2023-Q3', '2023-10-01/P3M', '2024-Q1'],
      ['2023-Q3', '2023-10-01/P3M', '2024-Q1']
    ],
    [
      ['2024-02-28', '2024-02-29', '2024-03-01'],
      ['2024-02-28', '2024-02-29', '2024-03-01']
    ],
    [
      ['2023-07-01/P1Y', '2024-07-01/P1Y'],
      ['2023-07-01/P1Y', '2024-07-01/P1Y']
    ],
    // The same part of the next year comes next: January to August of one year after the other.
    [
      ['2022-01-01/P8M', '2023-01-01/P8M', '2024-01-01/P8M'],
      ['2022-01-01/P8M', '2023-01-01/P8M', '2024-01-01/P8M']
    ]
  ]
  for (const [periods, expected] of cases) {
    const points = pointsOf(periods.map((period, index) => claim(`c${index}`, period)))
    t.same(
      takeUnbroken(points).map(({ period }) => period),
      expected,
      periods.join(' ')
    )
  }
})

t.test(
  'property: no claim is lost, none counts twice, and their order does not matter',
  async (t) => {
    const claims = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 0, max: 99 }).map(String),
        period: fc.constantFrom('2022', '2023', '2024', '2025'),
        published: fc.constantFrom(null, '2024', '2024-05', '2024-05-06', '2025')
      }),
      { selector: ({ id }) => id, maxLength: 12 }
    )
    fc.assert(
      fc.property(claims, (rows) => {
        const all = rows.map(({ id, period, published }) => claim(id, period, published))
        const points = pointsOf(all)
        const counted = points.reduce((sum, { others }) => sum + others + 1, 0)
        return (
          counted === all.length &&
          JSON.stringify(points) === JSON.stringify(pointsOf(all.toReversed()))
        )
      })
    )
    t.pass('it held')
  }
)
