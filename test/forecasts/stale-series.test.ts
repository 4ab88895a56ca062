// No forecast of a series that ended long ago.
import t from 'tap'
import { isStale, isStaleSeries, lastDayOf, spacingOf } from '../../src/forecasts/stale-series.ts'
import { type Point, pointsOf } from '../../src/observations/series/points.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

/** The day of the newest revision, unless a test says otherwise: 2026-01-02. */
const TODAY = '2026-01-02'
const FORECASTS = '/v1/forecasts?metric=goods_trade&horizon=2'

const pointsAt = (...periods: string[]): Point[] =>
  pointsOf(
    periods.map((period) => ({
      id: period,
      series: 's',
      period,
      value: 1,
      low: null,
      high: null,
      bound: 'exact' as const,
      status: 'A' as const,
      source: { id: 'a-paper', publisher: 'A', kind: 'press' as const, url: null, published: null }
    }))
  )
const claimsAt = (...periods: string[]) =>
  periods.map((period, index) => ({ id: `C${index}`, period, value: 10 + index }))

t.test('three years or three spacings, whichever is longer', async (t) => {
  const cases: [endsOn: string, spacing: number, today: string, stale: boolean][] = [
    ['2022-12-31', 365, '2025-12-31', false],
    ['2022-12-31', 365, '2026-01-01', true],
    ['2023-01-31', 30, '2026-01-31', false],
    ['2023-01-31', 30, '2026-02-01', true],
    // The third year after a leap day ends on 28 February.
    ['2024-02-29', 1, '2027-02-28', false],
    ['2024-02-29', 1, '2027-03-01', true],
    // 3 × 730 days after the last day of 2016 is 30 December 2022.
    ['2016-12-31', 730, '2022-12-30', false],
    ['2016-12-31', 730, '2022-12-31', true],
    ['2010-12-31', 1826, TODAY, true],
    ['2010-12-31', 1827, TODAY, false],
    ['2010-12-31', 1827, '2026-01-03', true],
    ['2030-12-31', 365, TODAY, false],
    ['9999-12-31', 365, '9999-12-31', false]
  ]
  for (const [endsOn, spacing, today, stale] of cases)
    t.equal(isStale(endsOn, spacing, today), stale, `${endsOn}, ${spacing} days, ${today}`)
})

t.test('the spacing is the lower median distance, or the step of the calendar', async (t) => {
  const cases: [periods: string[], days: number][] = [
    [['2021', '2022', '2023'], 365],
    // 365, 365 and 1,461 days: one gap changes nothing.
    [['2017', '2018', '2019', '2023'], 365],
    // One distance may be chance: two years in a list of the ten largest.
    [['1998', '2017'], 365],
    [['1998', '2007', '2017'], 3287],
    [['2000', '2001', '2010'], 366],
    [['2000', '2007', '2008', '2010', '2016'], 731],
    [['2007', '2010', '2012', '2014', '2016', '2018', '2023'], 731],
    [['2023-01', '2023-02', '2023-03'], 28],
    [['2023'], 365],
    [['2023-Q1'], 90],
    [['2024-02'], 29],
    [['2010-01-01/P5Y'], 1826],
    [['2024-01-01/P8M'], 366],
    [['2024-05-01'], 1]
  ]
  for (const [periods, days] of cases) t.equal(spacingOf(pointsAt(...periods)), days, `${periods}`)
  t.throws(() => lastDayOf([]), { message: 'a series has at least one point' })
})

t.test('a series of points: its newest counts', async (t) => {
  t.equal(isStaleSeries(pointsAt('2008', '2009', '2010'), TODAY), true)
  t.equal(isStaleSeries(pointsAt('2008', '2009', '2023'), TODAY), false)
  t.equal(isStaleSeries(pointsAt('9998', '9999'), TODAY), false, 'the end of all years')
  const date = pointsOf(
    pointsAt('2021-03-01', '2022-03-01').map(({ claim }) => claim),
    { byYear: true }
  )
  t.same([date.at(-1)?.period, lastDayOf(date)], ['2022', '2022-03-01'], 'the date, not its year')
})

t.test('no points and the day on which the series ended', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: claimsAt('2006', '2007', '2008', '2009', '2010') })
  const { data } = (await app.inject(FORECASTS)).json()
  const { metric: _, unit: __, series: ___, ...forecast } = data[0]
  t.same(forecast, {
    rule: 'preferred',
    ends_on: '2010-12-31',
    method: null,
    reason: 'stale_series',
    parameters: {},
    season: null,
    training: null,
    likely_break: null,
    points: [],
    backtest: null,
    backtest_reason: 'no_forecast'
  })
  const naive = (await app.inject(`${FORECASTS}&method=naive`)).json().data[0]
  t.same([naive.method, naive.reason], [null, 'stale_series'], 'whatever the method')
  const { body } = await app.inject(
    `${FORECASTS.replace('?', '.csv?')}&fields=ends_on,method,reason,training_points,mean`
  )
  t.equal(body, 'ends_on,method,reason,training_points,mean\n2010-12-31,,stale_series,,\n')
})

t.test('the day is that of the newest revision', async (t) => {
  const { app, store } = await buildTestApp(t)
  const reason = async () => (await app.inject(FORECASTS)).json().data[0].reason
  const periods = ['2019', '2020', '2021', '2022']
  await insertRows(store, { observation: claimsAt(...periods) }, { time: '2025-12-31T23:59:59Z' })
  t.equal(await reason(), null, 'three years after its end, to the day')
  await insertRows(store, { source: [{ id: 'another' }] }, { time: '2026-01-01T00:00:00Z' })
  t.equal(await reason(), 'stale_series', 'a day later')
})

t.test('months are as patient as years, and censuses more so', async (t) => {
  const cases: [periods: string[], reason: string | null][] = [
    [['2022-09', '2022-10', '2022-11', '2022-12'], 'stale_series'],
    [['2022-10', '2022-11', '2022-12', '2023-01'], null],
    [['1998', '2003', '2008', '2013'], 'too_few_points'],
    [['2003', '2013'], 'stale_series'],
    [['1990-01-01/P5Y', '1995-01-01/P5Y', '2000-01-01/P5Y', '2005-01-01/P5Y'], 'stale_series'],
    [['1995-01-01/P5Y', '2000-01-01/P5Y', '2005-01-01/P5Y', '2010-01-01/P5Y'], null]
  ]
  for (const [periods, reason] of cases) {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, { observation: claimsAt(...periods) })
    t.equal((await app.inject(FORECASTS)).json().data[0].reason, reason, `${periods}`)
  }
})

t.test('a flow of single days has no step, however old it is', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: claimsAt('2004-05-01', '2004-05-02') })
  t.equal((await app.inject(FORECASTS)).json().data[0].reason, 'no_fixed_step')
})
