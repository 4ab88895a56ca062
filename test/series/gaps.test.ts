import { parse } from 'csv-parse/sync'
import t from 'tap'
import type { Series } from '../../src/series/schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const LIST = '/v1/series?metric=goods_trade'
const gapsOf = ({ calendar, gaps, gaps_count }: Series) => [calendar, gaps, gaps_count]

t.test('a series lists the periods in its middle that nobody gives a figure for', async (t) => {
  const { app, store } = await buildTestApp(t)
  const years = [2010, 2011, 2012, 2014, 2018, 2019, 2021, 2022]
  const periods = [
    ...years.map(String),
    '2020-07-01/P1Y',
    '2022-07-01/P12M',
    '2023-Q1',
    '2023-07-01/P3M',
    '2024-07-12',
    '2024-07-15'
  ]
  await insertRows(store, {
    observation: periods.map((period, index) => ({ id: `C${index}`, period }))
  })
  const read = async (query: string) =>
    (await app.inject(`${LIST}${query}`)).json().data.map(gapsOf)
  t.same(await read(''), [
    ['P1D', null, null],
    ['P1Y-01', ['2013', '2015', '2016', '2017', '2020'], 5],
    ['P1Y-07', ['2021-07-01/P1Y'], 1],
    ['P3M', ['2023-Q2'], 1]
  ])
  // Between the first and the last point that are shown.
  const year = '&calendar=year'
  t.same(await read(`${year}&from=2014&to=2019`), [['P1Y-01', ['2015', '2016', '2017'], 3]])
  t.same(await read(`${year}&latest=3`), [['P1Y-01', ['2020'], 1]])
  t.same(await read(`${year}&latest=2`), [['P1Y-01', [], 0]])
  t.same(await read(`${year}&latest=1`), [['P1Y-01', [], 0]])

  const rows = parse((await app.inject(`/v1/series.csv?metric=goods_trade${year}`)).body, {
    columns: true
  }) as Record<string, string>[]
  t.same(
    rows.map(({ gaps, gaps_count }) => [gaps, gaps_count]),
    years.map(() => ['2013|2015|2016|2017|2020', '5']),
    'in each row of the CSV'
  )
  const one = await app.inject('/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?from=2030')
  t.same(gapsOf(one.json().data), ['P1Y-01', [], 0], 'a series without points')
  const chosen = await app.inject(`${LIST}${year}&fields=gaps_count`)
  t.same(chosen.json().data, [{ gaps_count: 5 }])
})

t.test('of many gaps, the newest 100 are listed', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: ['2000-01', '2010-01'].map((period) => ({ id: `C${period}`, period }))
  })
  const [{ gaps, gaps_count }] = (await app.inject(LIST)).json().data
  t.same([gaps.length, gaps[0], gaps.at(-1), gaps_count], [100, '2001-09', '2009-12', 119])
})
