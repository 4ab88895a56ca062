// Series of months and quarters repeat their season, and say which.
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const FORECASTS = '/v1/forecasts?metric=goods_trade'
/** January first. Their sum is 0. */
const MONTHS = [-60, -40, -20, 0, 20, 40, 60, 50, 30, 0, -30, -50]
const QUARTERS = [-30, 10, 40, -20]

/** Months up to March of a year, which rise by 10 beside their season. */
const months = (count: number, year = 2025) =>
  Array.from({ length: count }, (_, index) => {
    const month = year * 12 + 3 - count + index
    const place = month % 12
    return {
      id: `C${index}`,
      period: `${Math.floor(month / 12)}-${String(place + 1).padStart(2, '0')}`,
      value: 1000 + 10 * index + (MONTHS[place] ?? 0)
    }
  })
const quarters = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `C${index}`,
    period: `${2020 + Math.floor(index / 4)}-Q${(index % 4) + 1}`,
    value: 500 + 5 * index + (QUARTERS[index % 4] ?? 0)
  }))

type Claims = NonNullable<Parameters<typeof insertRows>[1]['observation']>
async function forecastOf(test: TestApp, query = '') {
  const { data } = (await test.app.inject(`${FORECASTS}${query}`)).json()
  return data[0]
}
async function appWith(t: Parameters<typeof buildTestApp>[0], observation: Claims) {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation })
  return test
}

t.test('200 with the season of months, January first, by rule and by author', async (t) => {
  const test = await appWith(t, months(72))
  for (const by of ['', '&by=author']) {
    const { season, points, method, reason } = await forecastOf(test, `&horizon=3${by}`)
    t.same(
      season,
      { length: 12, form: 'additive', factors: MONTHS, clarity: 1000, reason: null },
      `factors${by}`
    )
    t.same([method, reason], ['auto', null])
    t.same(
      points.map(({ period, mean }: { period: string; mean: number }) => [period, mean]),
      [
        ['2025-04', 1720],
        ['2025-05', 1750],
        ['2025-06', 1780]
      ],
      'the rise and the season go on'
    )
  }
})

t.test('200 with the season of quarters, and as columns of a table', async (t) => {
  const test = await appWith(t, quarters(24))
  const { season, points } = await forecastOf(test, '&horizon=1')
  t.same(season, { length: 4, form: 'additive', factors: QUARTERS, clarity: 1000, reason: null })
  t.equal(points[0].mean, 590)
  const { body } = await test.app.inject(
    `${FORECASTS.replace('?', '.csv?')}&horizon=1&level=80&fields=period,season_length,season_form,season_factors,season_clarity,season_reason`
  )
  t.equal(
    body,
    'period,season_length,season_form,season_factors,season_clarity,season_reason\n' +
      '2026-Q1,4,additive,1=-30|2=10|3=40|4=-20,1000,\n'
  )
})

t.test('200 without a season, and why', async (t) => {
  const none = { form: null, factors: [], clarity: null }
  const cases: [what: string, observation: Claims, query: string, season: object | null][] = [
    ['a year', months(12), '', { length: 12, ...none, reason: 'too_few_points' }],
    ['a month short of 3 years', months(35), '', { length: 12, ...none, reason: 'too_few_points' }],
    [
      'a gap in the last three years',
      months(72).filter((_, index) => index !== 60),
      '',
      { length: 12, ...none, reason: 'too_few_points' }
    ],
    [
      'a line',
      months(48).map((row, index) => ({ ...row, value: 100 + index })),
      '',
      { length: 12, ...none, clarity: 0, reason: 'not_clear' }
    ],
    ['naive', months(48), '&method=naive', { length: 12, ...none, clarity: 1000, reason: 'naive' }],
    ['19 quarters', quarters(19), '', { length: 4, ...none, reason: 'too_few_points' }],
    [
      'years',
      Array.from({ length: 8 }, (_, index) => ({
        id: `C${index}`,
        period: String(2017 + index),
        value: 10 + index
      })),
      '',
      null
    ],
    ['a series that ended long ago', months(48, 2003), '', null]
  ]
  for (const [what, observation, query, season] of cases) {
    const test = await appWith(t, observation)
    t.same((await forecastOf(test, query)).season, season, what)
  }
})
