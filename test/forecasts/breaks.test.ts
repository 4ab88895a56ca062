// Breaks in level: training starts at one that is marked, and at one that the values show.
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

type Rows = Parameters<typeof insertRows>[1]
type Claims = NonNullable<Rows['observation']>
type Forecast = {
  method: string | null
  reason: string | null
  training: Record<string, unknown> | null
  likely_break: Record<string, unknown> | null
  points: { mean: number }[]
  backtest: { origins: number } | null
}

const FORECASTS = '/v1/forecasts?metric=goods_trade&method=drift&horizon=1&level=80'
/** Calm values, which are seven times as large from 2018 on. */
const REBASED = [100, 103, 99, 102, 101, 104, 100, 103, 707, 700, 714, 721, 710, 717]

/** One claim a year from `first` on; the years of `marked` have the status of a break. */
const yearly = (values: readonly number[], first = 2010, marked: number[] = []): Claims =>
  values.map((value, index) => ({
    id: `C${first + index}`,
    period: String(first + index),
    value,
    status: marked.includes(first + index) ? 'B' : 'A'
  }))

const short = ({ method, reason, training, likely_break, points }: Forecast) => ({
  method,
  reason,
  training,
  likely_break,
  mean: points[0]?.mean
})
async function ask({ app }: TestApp, query = ''): Promise<Forecast[]> {
  return (await app.inject(`${FORECASTS}${query}`)).json().data
}
async function forecastOf(t: Parameters<typeof buildTestApp>[0], observation: Claims, query = '') {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation })
  const found = await ask(test, query)
  t.equal(found.length, 1, 'one series')
  const [one] = found
  if (!one) throw new Error('no forecast')
  return one
}
/** The training from a year on, up to 2023 unless told. */
const training = (first: number, over: Record<string, unknown> = {}) => ({
  first_period: String(first),
  last_period: '2023',
  points: 2024 - first,
  left_out: 0,
  left_out_gap: 0,
  left_out_window: 0,
  left_out_break: 0,
  level_break: null,
  others: 0,
  ...over
})
const marked = (year: number) => ({
  period: String(year),
  kind: 'marked',
  observation: `C${year}`
})
const LIKELY = {
  period: '2018',
  period_label: '2018',
  observation: 'C2018',
  multiple: 6.864078,
  difference: 604
}

for (const query of ['', '&by=author'])
  t.test(`training starts at a break, marked or likely${query}`, async (t) => {
    t.same(short(await forecastOf(t, yearly(REBASED, 2010, [2018]), query)), {
      method: 'drift',
      reason: null,
      training: training(2018, { left_out: 8, left_out_break: 8, level_break: marked(2018) }),
      likely_break: null,
      mean: 719
    })
    t.same(short(await forecastOf(t, yearly(REBASED), query)), {
      method: 'drift',
      reason: null,
      training: training(2018, {
        left_out: 8,
        left_out_break: 8,
        level_break: { period: '2018', kind: 'likely', observation: 'C2018' }
      }),
      likely_break: LIKELY,
      mean: 719
    })
  })

t.test('a marked break at the end leaves too few values, and the answer says why', async (t) => {
  const calm = REBASED.map(() => 100)
  for (const [year, points, mean] of [
    [2023, 1, 100],
    [2022, 2, 100],
    [2021, 3, 100]
  ] as const)
    t.same(
      short(await forecastOf(t, yearly(calm, 2010, [year]))),
      {
        method: 'naive',
        reason: 'too_few_points',
        training: training(year, {
          points,
          left_out: 14 - points,
          left_out_break: 14 - points,
          level_break: marked(year)
        }),
        likely_break: null,
        mean
      },
      String(year)
    )
  const { method, reason } = await forecastOf(t, yearly(calm, 2010, [2020]))
  t.same([method, reason], ['drift', null], 'four values are enough')
})

t.test('the newest marked break counts, and a likely one only after it', async (t) => {
  t.match(await forecastOf(t, yearly(REBASED, 2010, [2012, 2019])), {
    training: { first_period: '2019', left_out: 9, left_out_break: 9, level_break: marked(2019) },
    likely_break: null
  })
  t.match(await forecastOf(t, yearly(REBASED, 2010, [2012])), {
    training: { first_period: '2018', left_out: 8, left_out_break: 8 },
    likely_break: { period: '2018' }
  })
  t.match(
    await forecastOf(t, yearly(REBASED, 2010, [2010])),
    { training: { first_period: '2018', left_out: 8 }, likely_break: { period: '2018' } },
    'the first value is marked'
  )
})

t.test('a likely break with three values is named, and the training goes on', async (t) => {
  t.same(short(await forecastOf(t, yearly(REBASED.slice(0, 11), 2013))), {
    method: 'drift',
    reason: null,
    training: training(2013),
    likely_break: { ...LIKELY, period: '2021', period_label: '2021', observation: 'C2021' },
    mean: 775.4
  })
  const two = await forecastOf(t, yearly(REBASED.slice(0, 10), 2014))
  t.same([two.training, two.likely_break], [training(2014), null], 'two may be outliers')
  const { training: short_, likely_break } = await forecastOf(
    t,
    yearly(REBASED.slice(0, 11), 2013, [2014])
  )
  t.same(
    [short_?.['level_break'], likely_break?.['period']],
    [marked(2014), '2021'],
    'beside the marked break at which the training starts'
  )
})

t.test('a break, a gap and the window: what is nearest ends the training', async (t) => {
  const values = Array.from({ length: 70 }, (_, index) => 100 + (index % 3))
  const without = (years: number[], breaks: number[]) =>
    yearly(values, 1954, breaks).filter(({ period }) => !years.includes(Number(period)))
  const cases: [string, number[], number[], object][] = [
    ['a break in the window', [], [2000], training(2000, { left_out: 46, left_out_break: 46 })],
    ['a break at its start', [], [1964], training(1964, { left_out: 10, left_out_break: 10 })],
    ['a break before it', [], [1963], training(1964, { left_out: 10, left_out_window: 10 })],
    ['a gap after the break', [2005], [2000], training(2006, { left_out: 51, left_out_gap: 51 })],
    ['a break after a gap', [2005], [2006], training(2006, { left_out: 51, left_out_break: 51 })]
  ]
  for (const [what, gaps, breaks, expected] of cases)
    for (const query of ['', '&by=author']) {
      const { training: found } = await forecastOf(t, without(gaps, breaks), query)
      t.same({ ...found, level_break: null }, expected, `${what}${query}`)
      const isBreak = Number(found?.['left_out_break']) > 0
      t.same(found?.['level_break'], isBreak ? marked(Number(breaks[0])) : null)
    }
})

t.test('a break that another author marks is one of their figures', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    source: [{}, { id: 'b-paper', published: '2020' }],
    observation: [
      ...yearly([1, 2, 3, 4, 5, 6], 2018),
      {
        id: 'D1',
        period: '2023',
        value: 6,
        status: 'B',
        source: 'b-paper',
        attributed_to: 'B Office'
      }
    ]
  })
  const [taken] = await ask(test)
  t.match(taken?.training, { first_period: '2018', level_break: null, others: 1 })
  const [other] = await ask(test, '&source=b-paper')
  t.match(other?.training, { level_break: { period: '2023', observation: 'D1' }, left_out: 0 })
})

t.test('any date of a year tells whether the year is a break', async (t) => {
  const test = await buildTestApp(t)
  const dates = [2019, 2020, 2021, 2022, 2023].flatMap((year) => [
    { id: `M${year}`, period: `${year}-03-31`, value: 5, status: 'A' as const },
    { id: `D${year}`, period: `${year}-12-31`, value: 5, status: 'A' as const }
  ])
  const mark = (id: string) =>
    dates.map((one) => (one.id === id ? { ...one, status: 'B' as const } : one))
  await insertRows(test.store, {
    metric: [{ kind: 'stock' }],
    entity: [{ id: 'a-port', name: 'A Port' }],
    observation: [
      ...mark('D2020'),
      ...mark('M2020').map((one) => ({ ...one, id: `${one.id}x`, partner: 'a-port' }))
    ]
  })
  for (const query of ['', '&by=author']) {
    const [late] = await ask(test, `${query}&partner=KAZ`)
    t.match(late?.training, {
      first_period: '2020',
      left_out_break: 1,
      level_break: { period: '2020', observation: 'D2020' }
    })
    const [early] = await ask(test, `${query}&partner=a-port`)
    t.match(early?.training, {
      first_period: '2020',
      left_out_break: 1,
      level_break: { period: '2020', observation: 'M2020x' }
    })
  }
})

t.test('a backtest starts at a marked break, and meets a likely one', async (t) => {
  const origins = async (marks: number[]) =>
    (await forecastOf(t, yearly(REBASED, 2010, marks))).backtest?.origins
  t.equal(await origins([2018]), 2, 'six values')
  t.equal(await origins([]), 10, 'fourteen values')
})

t.test('the table has the break in columns', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { observation: yearly(REBASED) })
  const columns = [
    'training_left_out_break',
    'training_level_break_period',
    'training_level_break_kind',
    'training_level_break_observation',
    'likely_break_period',
    'likely_break_period_label',
    'likely_break_observation',
    'likely_break_multiple',
    'likely_break_difference'
  ].join(',')
  const url = `${FORECASTS.replace('?', '.csv?')}&fields=${columns}`
  const { body } = await test.app.inject(url)
  t.equal(body, `${columns}\n8,2018,likely,C2018,2018,2018,C2018,6.864078,604\n`)
})

t.test('a difference alone, where values are not above zero', async (t) => {
  const { likely_break } = await forecastOf(t, yearly([-1, 1, 0, -1, 0, 1, 40, 41, 39, 40], 2014))
  t.same([likely_break?.['multiple'], likely_break?.['difference']], [40, 39])
  const below = await forecastOf(t, yearly([-1, 1, 0, -1, 0, 0, 40, 41, 39, 40], 2014))
  t.same([below.likely_break?.['multiple'], below.likely_break?.['difference']], [null, 40])
})

for (const query of ['', '&by=author'])
  t.test(`a break stays where a later publication counts${query}`, async (t) => {
    const test = await buildTestApp(t)
    const later = { id: 'D2018', period: '2018', value: 708, source: 'later' }
    await insertRows(test.store, {
      source: [{}, { id: 'later', published: '2025-03-01' }],
      observation: [...yearly(REBASED, 2010, [2018]), later]
    })
    const [one] = await ask(test, query)
    t.same(
      one?.training,
      training(2018, {
        left_out: 8,
        left_out_break: 8,
        level_break: marked(2018),
        others: 1
      }),
      'the claim that marks it is named'
    )
    t.equal(one?.points[0]?.mean, 717 + (717 - 708) / 5, 'and the newer figure counts')
  })
