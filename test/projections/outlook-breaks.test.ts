// Breaks in level in the outlook of a projection: of claims, and of sums of them.
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import type { ProjectionOutlook } from '../../src/projections/outlook-schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>

const OUTLOOK = '/v1/projections/P001/outlook?method=drift&level=80'
const REBASED = [100, 103, 99, 102, 101, 104, 100, 103, 707, 700, 714, 721, 710, 717]

/** Claims of the years up to 2023, with the ids `C2010` and so on; one of them is marked. */
const yearly = (
  values: readonly number[],
  { marked, ...over }: Claims[number] & { marked?: number } = {},
  name = 'C'
): Claims =>
  values.map((value, index) => {
    const year = 2024 - values.length + index
    const status = year === marked ? 'B' : 'A'
    return { id: `${name}${year}`, period: String(year), value, status, ...over }
  })

async function outlookOf(t: Test, rows: Rows, query = '') {
  const { app, store } = await buildTestApp(t)
  const projection = [{ base_period: '2015', base_value: 100, target_period: '2026' }]
  await insertRows(store, { ...rows, projection })
  const { series } = (await app.inject(`${OUTLOOK}${query}`)).json().data as ProjectionOutlook
  const table = (await app.inject(`${OUTLOOK.replace('?', '.csv?')}${query}`)).body
  const lines: Record<string, string>[] = parse(table, { columns: true })
  return { series, lines: lines.filter(({ kind }) => kind === 'forecast') }
}
const short = ({
  made,
  method,
  reason,
  training,
  likely_break
}: ProjectionOutlook['series'][number]) => ({
  made,
  method,
  reason,
  points: training?.points,
  left_out_break: training?.left_out_break,
  level_break: training?.level_break,
  likely_break
})

for (const by of ['rule', 'author'])
  t.test(`training starts at a break, marked or likely, by ${by}`, async (t) => {
    const marked = await outlookOf(
      t,
      { observation: yearly(REBASED, { marked: 2021 }) },
      `&by=${by}`
    )
    t.same(marked.series.map(short), [
      {
        made: [],
        method: 'naive',
        reason: 'too_few_points',
        points: 3,
        left_out_break: 11,
        level_break: { period: '2021', kind: 'marked', observation: 'C2021' },
        likely_break: null
      }
    ])
    const likely = await outlookOf(t, { observation: yearly(REBASED) }, `&by=${by}`)
    t.same(likely.series.map(short), [
      {
        made: [],
        method: 'drift',
        reason: null,
        points: 6,
        left_out_break: 8,
        level_break: { period: '2018', kind: 'likely', observation: 'C2018' },
        likely_break: {
          period: '2018',
          period_label: '2018',
          observation: 'C2018',
          multiple: 6.864078,
          difference: 604
        }
      }
    ])
    t.same(
      likely.lines.map((line) => [
        line['period'],
        line['training_left_out_break'],
        line['training_level_break_kind'],
        line['likely_break_period'],
        line['likely_break_multiple']
      ]),
      ['2024', '2025', '2026'].map((period) => [period, '8', 'likely', '2018', '6.864078'])
    )
  })

t.test('a break of one quarter is a break of its year', async (t) => {
  const observation = [2019, 2020, 2021, 2022, 2023].flatMap((year) =>
    [1, 2, 3, 4].map((quarter) => ({
      id: `Q${year}-${quarter}`,
      period: `${year}-Q${quarter}`,
      value: 25,
      status: year === 2022 && quarter === 3 ? ('B' as const) : ('A' as const)
    }))
  )
  const { series } = await outlookOf(t, { observation })
  t.same(series.map(short), [
    {
      made: ['sum_of_periods'],
      method: 'naive',
      reason: 'too_few_points',
      points: 2,
      left_out_break: 3,
      level_break: { period: '2022', kind: 'marked', observation: null },
      likely_break: null
    }
  ])
})

t.test('a break of exports or imports is a break of trade', async (t) => {
  const metric = [
    {},
    { id: 'goods_exports', symmetric: false },
    { id: 'goods_imports', symmetric: false }
  ]
  const exports_ = yearly(REBASED, { metric: 'goods_exports' }, 'E')
  const imports = yearly(REBASED, { metric: 'goods_imports', marked: 2019 }, 'I')
  const trade = { made: ['sum_of_metrics'], method: 'drift', reason: null }
  const marked = await outlookOf(t, { metric, observation: [...exports_, ...imports] })
  t.same(marked.series.map(short), [
    {
      ...trade,
      points: 5,
      left_out_break: 9,
      level_break: { period: '2019', kind: 'marked', observation: null },
      likely_break: null
    }
  ])
  const other = yearly(REBASED, { metric: 'goods_imports' }, 'I')
  const likely = await outlookOf(t, { metric, observation: [...exports_, ...other] })
  t.same(likely.series.map(short), [
    {
      ...trade,
      points: 6,
      left_out_break: 8,
      level_break: { period: '2018', kind: 'likely', observation: null },
      likely_break: {
        period: '2018',
        period_label: '2018',
        observation: null,
        multiple: 6.864078,
        difference: 1_208
      }
    }
  ])
})

t.test('no forecast has no break', async (t) => {
  const { series } = await outlookOf(t, {
    metric: [{ kind: 'distance' }],
    observation: yearly(REBASED)
  })
  t.same(
    series.map(({ training, likely_break }) => [training, likely_break]),
    [[null, null]]
  )
})
