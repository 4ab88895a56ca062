import fc from 'fast-check'
import t from 'tap'
import { parsePeriod } from '../../src/periods/read-period.ts'
import {
  byPlace,
  formSeries,
  type PlacedClaim,
  spreadOf,
  takePoints
} from '../../src/series/points.ts'
import type { Rule } from '../../src/series/rules.ts'

const claim = (id: string, period: string, over: Partial<PlacedClaim> = {}): PlacedClaim => {
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  return {
    id,
    period,
    starts_on,
    ends_on,
    subject: 'KAZ',
    partner: 'PAK',
    direction: null,
    mode: null,
    product: null,
    value: 10,
    low: null,
    high: null,
    bound: 'exact',
    status: 'A',
    note: null,
    attributed_to: null,
    source: { id: 'a-paper', publisher: 'A Paper', kind: 'press', url: null, published: null },
    ...over
  }
}
const figure = (value: number | null, low: number | null = null, high: number | null = null) => ({
  value,
  low,
  high
})

t.test('one point a period, in order of time, with what stands beside it', (t) => {
  const official = {
    id: 'bureau',
    publisher: 'A Bureau',
    kind: 'official_statistics',
    url: null,
    published: '2024'
  } as const
  const points = takePoints(
    [
      claim('c', '2024'),
      claim('b', '2023', { value: 40, attributed_to: 'A Ministry' }),
      claim('a', '2023', { source: official, value: 8 })
    ],
    'preferred'
  )
  t.same(points, [
    {
      period: '2023',
      period_label: '2023',
      starts_on: '2023-01-01',
      ends_on: '2023-12-31',
      value: 8,
      low: null,
      high: null,
      bound: 'exact',
      status: 'A',
      note: null,
      observation: 'a',
      attributed_to: null,
      source: official,
      others: 1,
      spread: { low: 8, high: 40, difference: 32, ratio: 5 }
    },
    {
      period: '2024',
      period_label: '2024',
      starts_on: '2024-01-01',
      ends_on: '2024-12-31',
      value: 10,
      low: null,
      high: null,
      bound: 'exact',
      status: 'A',
      note: null,
      observation: 'c',
      attributed_to: null,
      source: claim('c', '2024').source,
      others: 0,
      spread: null
    }
  ])
  t.same(takePoints([], 'median'), [])
  t.end()
})

t.test(
  'periods a source has nothing about have no point, but what others say counts beside its own',
  (t) => {
    const own = { ...claim('x', '2023').source, id: 'own' }
    const claims = [
      claim('a', '2022'),
      claim('b', '2023', { source: own }),
      claim('c', '2023', { value: 5 })
    ]
    const points = takePoints(claims, 'source:own')
    t.same(
      points.map(({ period, observation, others, spread }) => [
        period,
        observation,
        others,
        spread?.low
      ]),
      [['2023', 'b', 1, 5]]
    )
    t.end()
  }
)

t.test(
  'the same days are one period however they are written, and it is named as the claim taken does',
  (t) => {
    const points = takePoints([claim('b', '2023-Q1'), claim('a', '2023-01-01/P3M')], 'preferred')
    t.same(
      points.map(({ period, others }) => [period, others]),
      [['2023-01-01/P3M', 1]]
    )
    t.end()
  }
)

t.test('spread: by all ends, with difference and ratio where there are such', (t) => {
  const cases: [Parameters<typeof spreadOf>[0], ReturnType<typeof spreadOf>][] = [
    [[figure(5)], null],
    [[figure(null, 1, 9)], null],
    [[figure(5), figure(5)], { low: 5, high: 5, difference: 0, ratio: 1 }],
    [[figure(4), figure(null, 2, 9)], { low: 2, high: 9, difference: 7, ratio: 4.5 }],
    [[figure(4, 3, 12), figure(6)], { low: 3, high: 12, difference: 9, ratio: 4 }],
    [[figure(0), figure(6)], { low: 0, high: 6, difference: 6, ratio: null }],
    [[figure(-6), figure(6)], { low: -6, high: 6, difference: 12, ratio: null }],
    [[figure(-6), figure(-2)], { low: -6, high: -2, difference: 4, ratio: 3 }],
    [[figure(0), figure(0)], { low: 0, high: 0, difference: 0, ratio: null }],
    [[figure(0.1), figure(0.3)], { low: 0.1, high: 0.3, difference: 0.2, ratio: 3 }],
    [
      [figure(-1.7e308), figure(1.7e308)],
      { low: -1.7e308, high: 1.7e308, difference: null, ratio: null }
    ],
    [[figure(5e-324), figure(1e308)], { low: 5e-324, high: 1e308, difference: 1e308, ratio: null }]
  ]
  for (const [claims, spread] of cases) t.same(spreadOf(claims), spread, JSON.stringify(claims))
  t.end()
})

t.test(
  'series part what cannot be compared: calendars, directions, modes; not who says so',
  (t) => {
    const claims = [
      claim('a', '2023'),
      claim('b', '2023', { attributed_to: 'A Ministry' }),
      claim('c', '2023-07-01/P1Y'),
      claim('d', '2023-01-01/P8M'),
      claim('e', '2023-07'),
      claim('f', '2023', { mode: 'rail' }),
      claim('g', '2023', { direction: 'inbound' })
    ]
    t.same(
      formSeries(claims, 'preferred')
        .sort(byPlace)
        .map(({ direction, mode, calendar, claims }) => [
          direction,
          mode,
          calendar,
          claims.map(({ id }) => id).join('')
        ]),
      [
        [null, null, 'P1M', 'e'],
        [null, null, 'P1Y-01', 'ab'],
        [null, null, 'P1Y-07', 'c'],
        [null, null, 'P8M-01', 'd'],
        [null, 'rail', 'P1Y-01', 'f'],
        ['inbound', null, 'P1Y-01', 'g']
      ]
    )
    t.same(formSeries(claims, 'source:another'), [], 'none without a claim the rule may take')
    t.end()
  }
)

const PERIODS = [
  '2022',
  '2023',
  '2023-07-01/P1Y',
  '2023-Q1',
  '2023-01-01/P3M',
  '2023-07',
  '2023-07-14',
  '2024-01-01/P8M'
]
const claims = fc
  .array(
    fc.record({
      period: fc.constantFrom(...PERIODS),
      value: fc.integer({ min: 1, max: 99 }),
      mode: fc.constantFrom(null, 'rail', 'road'),
      attributed_to: fc.constantFrom(null, 'A Ministry')
    }),
    { maxLength: 20 }
  )
  .map((rows) =>
    rows.map(({ period, ...row }, index) => claim(`c${index}`, period, row as Partial<PlacedClaim>))
  )
const rules = fc.constantFrom<Rule>('preferred', 'latest_published', 'median', 'source:a-paper')

t.test(
  'property: every claim stands in one series, and every period of it has one point that ' +
    'counts all its claims',
  (t) => {
    fc.assert(
      fc.property(claims, rules, (all, rule) => {
        const series = formSeries(all, rule)
        const held = series.flatMap((one) => one.claims.map(({ id }) => id)).sort()
        if (JSON.stringify(held) !== JSON.stringify(all.map(({ id }) => id).sort())) return false
        return series.every((one) => {
          const points = takePoints(one.claims, rule)
          const days = points.map(({ starts_on, ends_on }) => `${starts_on} ${ends_on}`)
          const claimed = new Set(
            one.claims.map(({ starts_on, ends_on }) => `${starts_on} ${ends_on}`)
          )
          return (
            new Set(days).size === days.length &&
            days.every(
              (day, index) => claimed.has(day) && (index === 0 || day > (days[index - 1] ?? ''))
            ) &&
            claimed.size === days.length &&
            points.every(({ observation, period }) =>
              one.claims.some((claim) => claim.id === observation && claim.period === period)
            ) &&
            points.reduce((sum, { others }) => sum + others + 1, 0) === one.claims.length &&
            one.claims.every(({ period }) => parsePeriod(period)?.calendar === one.calendar)
          )
        })
      })
    )
    t.pass('it held')
    t.end()
  }
)

t.test(
  'property: the order of claims does not matter, and every value lies within its spread',
  (t) => {
    const pointsOf = (all: PlacedClaim[], rule: Rule) =>
      formSeries(all, rule)
        .sort(byPlace)
        .map((one) => takePoints(one.claims, rule))
    const shuffled = claims.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    )
    fc.assert(
      fc.property(shuffled, rules, ([all, other], rule) => {
        const series = pointsOf(all, rule)
        const isWithin = series
          .flat()
          .every(
            ({ value, spread }) =>
              spread === null || (value !== null && spread.low <= value && value <= spread.high)
          )
        return isWithin && JSON.stringify(series) === JSON.stringify(pointsOf(other, rule))
      })
    )
    t.pass('it held')
    t.end()
  }
)
