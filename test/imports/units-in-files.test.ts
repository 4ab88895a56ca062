// Figures in files in other units than that of their metric.
import t from 'tap'
import type { Store } from '../../src/db/store.ts'
import { DataError } from '../../src/files/data-error.ts'
import { buildTestApp, buildTestStore } from '../helpers/app.ts'
import { CONTRADICTED, contradictedTexts, IN_OTHER_UNITS } from '../helpers/contradicted-texts.ts'
import type { Cells } from './files.ts'
import { claim, file, run } from './importing.ts'

const PROJECTION = {
  id: 'n-p',
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  scenario: 'official-targets',
  base_period: '2023',
  base_value: '52.5',
  target_period: '2030',
  value: '2',
  low: '',
  high: '',
  bound: 'at_least',
  text: '$2 billion',
  source: 'inform-kaz-2023'
}

/** The figures of claims whose ids begin with `n-`, by id. */
function figuresOf(store: Store) {
  return store.snapshot(async ({ db, tables: { observation } }) =>
    (await db.select().from(observation))
      .filter(({ id }) => id.startsWith('n-'))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, value, low, high, text }) => [id, value, low, high, text])
  )
}

async function refusedCells(store: Store, rows: Cells[]): Promise<string[]> {
  try {
    await run(store, [file('observation', rows)])
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return error.cells.map(({ line, column, value, expected }) =>
      [line, column, value, expected].join(' | ')
    )
  }
  return []
}

t.test('figures of the same base are converted, the printed text stays', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const rows = [
    claim('n-1', { value: '52.5', unit: 'million_USD', text: '$52.5 million' }),
    claim('n-2', { value: '1.1', unit: 'MILLION_usd', text: '$1.1 million', period: '2020' }),
    claim('n-3', { value: '7', unit: 'USD', text: '7 dollars', period: '2019' }),
    claim('n-4', { value: '8', unit: '', text: '8 dollars', period: '2018' }),
    claim('n-5', {
      value: '',
      low: '0.5',
      high: '0.7',
      bound: 'range',
      unit: 'billion_USD',
      text: '$0.5–0.7 billion',
      period: '2017'
    })
  ]
  const result = await run(store, [file('observation', rows)])
  t.same(await figuresOf(store), [
    ['n-1', 52_500_000, null, null, '$52.5 million'],
    ['n-2', 1_100_000, null, null, '$1.1 million'],
    ['n-3', 7, null, null, '7 dollars'],
    ['n-4', 8, null, null, '8 dollars'],
    ['n-5', null, 500_000_000, 700_000_000, '$0.5–0.7 billion']
  ])
  t.same(
    result.warnings.filter(({ message }) => message.startsWith('The text')),
    [],
    'texts are compared with the converted figures'
  )
  t.match(
    await run(store, [file('observation', rows)]),
    { changed: false, counts: { observation: { unchanged: 5 } } },
    'the same file again'
  )
})

t.test('the column may be called unit_id; projections convert their base too', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const [scenario] = (await app.inject('/v1/scenarios')).json().data
  const row = { ...PROJECTION, scenario: scenario.id, unit_id: 'billion_USD', base_value: '0.0525' }
  await run(store, [file('projection', [row])])
  t.match((await app.inject('/v1/projections/n-p')).json().data, {
    unit: 'USD',
    base: { value: 52_500_000 },
    target: { value: 2_000_000_000, text: '$2 billion' }
  })
})

t.test('mixed units in one file are converted row by row, and counts of their own', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const port = { metric: 'container_throughput', subject: 'karachi-port', partner: '' }
  const result = await run(store, [
    file('observation', [
      claim('n-1', { ...port, value: '100', unit: 'FEU', text: '100 FEU', period: '2001' }),
      claim('n-2', { ...port, value: '2.5', unit: 'thousand_TEU', text: '2.5k', period: '2002' }),
      claim('n-3', { ...port, value: '9', unit: 'TEU', text: '9', period: '2003' }),
      claim('n-4', { ...port, value: '7', unit: 'FEU', text: '8 FEU', period: '2004' })
    ])
  ])
  t.same(
    (await figuresOf(store)).map(([, value]) => value),
    [200, 2_500, 9, 14]
  )
  t.same(
    result.warnings.map(({ message }) => message),
    ['The text "8 FEU" does not say the figure 7 FEU (14 TEU).']
  )
})

t.test('a text of another size than the converted figure is warned of', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const row = claim('n-1', { value: '52500000', unit: 'million_USD', text: '$52.5 million' })
  t.same(
    (await run(store, [file('observation', [row])])).warnings.map(({ message }) => message),
    [
      'The text "$52.5 million" says 52500000 USD, but the figure is 52500000 million_USD ' +
        '(52500000000000 USD).'
    ]
  )
})

/** The warnings about texts of figures with units, on a metric in tonnes or another one. */
async function warningsOf(store: Store, cases: readonly [string, string, string, string?][]) {
  const rows = cases.map(([value, unit, text, metric = 'territory_transit_tonnage'], index) => {
    const period = String(1990 + index)
    const about = { metric, subject: 'KAZ', partner: metric === 'goods_trade' ? 'PAK' : '' }
    return claim(`n-${index}`, { ...about, value, unit, text, period })
  })
  return (await run(store, [file('observation', rows)])).warnings.map(({ message }) => message)
}

t.test('texts that say the figure as it came, or in another unit, are not warned of', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const cases: [string, string, string, string?][] = [
    ['500', 'kg', '500 kg'],
    ['500', 'kg', '500'],
    ['123456.789', 'kg', '123456.789 kg'],
    ['1500.5', 'kt', '1500.5 kt'],
    ['1500.5', 'kt', '1.5005 Mt'],
    ['500000', 'kg', '500 thousand'],
    ['0.5', 'tonne', '500 kg'],
    ['500', '', '500 tonnes'],
    ['500', 'tonne', '500 MT'],
    ['500', 'Mt', '500 MT'],
    ['500', 'short_ton', '500 tons'],
    ['5200000', '', '5.2 million metric tons'],
    ['5.2', 'million_tonne', '5.2 million'],
    ['5.2', 'million_tonne', '5,200 thousand tonnes'],
    ['52.5', 'million_USD', '52.5', 'goods_trade'],
    ['52.5', 'million_USD', '52.5 million US dollars', 'goods_trade']
  ]
  t.same(await warningsOf(store, cases), [])
})

t.test('units in texts bring no warning of the starter data', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { read, unread } = await contradictedTexts(store)
  t.same(read, CONTRADICTED, 'printed errors, durations of two units, and words')
  t.same(unread, [...CONTRADICTED, ...IN_OTHER_UNITS].sort(), 'units bring no warning')
})

t.test('a text in another unit of the same base is warned of if it says another', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const cases: [string, string, string, string?][] = [
    ['500', 'tonne', '500 kg'],
    ['500', '', '500 kg'],
    ['500', 'kg', '500 tonnes'],
    ['7', 'kt', '7 pounds']
  ]
  t.same(await warningsOf(store, cases), [
    'The text "500 kg" says 0.5 tonne, but the figure is 500 tonne.',
    'The text "500 kg" says 0.5 tonne, but the figure is 500 tonne.',
    'The text "500 tonnes" says 500 tonne, but the figure is 500 kg (0.5 tonne).',
    'The text "7 pounds" does not say the figure 7 kt (7000 tonne).'
  ])
})

t.test('other bases, unknown units and figures beyond the bounds are refused', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const own =
    'USD, the unit of goods_trade, or a unit that converts to it: billion_USD, million_USD, ' +
    'thousand_USD, trillion_USD; '
  t.same(
    await refusedCells(store, [
      claim('n-1', { unit: 'PKR' }),
      claim('n-2', { unit: 'TEU' }),
      claim('n-3', { unit: 'milion_USD' }),
      claim('n-4', { unit: 'million_USD', value: '-1' }),
      claim('n-5', { unit: 'trillion_USD', value: '1000000000000' })
    ]),
    [
      `2 | unit | PKR | ${own}exchange rates move, so no currency converts to another one: the metric exchange_rate has them`,
      `3 | unit | TEU | ${own}TEU is a unit of count`,
      `4 | unit | milion_USD | ${own}similar ids: million_USD, billion_USD, million_AED, million_UZS, trillion_USD`,
      '5 | value | -1 million_USD (-1000000 USD) | at least 0, the minimum of goods_trade',
      '6 | value | 1000000000000 trillion_USD | a figure that is at most 10^18 in USD, with at most 20 decimals'
    ]
  )
  t.same(await figuresOf(store), [])
})

t.test('units come by files, bases in any order, and one at a time', async (t) => {
  const { app, store } = await buildTestApp(t)
  const units = [
    { id: 'thousand_boxes', name: 'Thousand boxes', kind: 'count', base: 'box', factor: '1000' },
    { id: 'box', name: 'Box', kind: 'count', base: '', factor: '1' }
  ]
  t.match(await run(store, [file('unit', units)]), {
    changed: true,
    counts: { unit: { inserted: 2 } }
  })
  t.match(await run(store, [file('unit', units)]), { changed: false })
  t.match((await app.inject('/v1/units/thousand_boxes')).json().data, { base: 'box', factor: 1000 })
})

t.test('units that cannot be are refused', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const unit = (id: string, cells: Cells) => ({
    id,
    name: id,
    kind: 'mass',
    base: 'kg',
    factor: '5',
    ...cells
  })
  const cases: [Cells, string][] = [
    [
      unit('n', { base: 'tonne' }),
      'base tonne a unit that is a base itself, such as kg, the base of tonne'
    ],
    [unit('n', { base: 'm' }), 'base m a unit of the same kind, mass; m is a unit of length'],
    [unit('n', { base: 'n' }), 'base n another unit, or nothing if it is a base itself'],
    [unit('n', { base: 'stone' }), 'base stone the id of a unit, or nothing'],
    [unit('n', { base: '' }), 'factor 5 1, because a unit without a base is a base itself'],
    [unit('n', { factor: '0' }), 'factor 0 a decimal above 0'],
    [unit('n', { factor: '-2' }), 'factor -2 a decimal above 0'],
    [unit('KG', {}), 'id KG another id than kg in another case']
  ]
  for (const [row, expected] of cases) {
    const error = await run(store, [file('unit', [row])]).catch((one: unknown) => one)
    t.ok(error instanceof DataError, expected)
    const [cell] = error instanceof DataError ? error.cells : []
    t.equal(`${cell?.column} ${cell?.value} ${cell?.expected}`, expected)
  }
})

t.test('what stored figures mean does not change with a unit', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const change = (row: Cells) =>
    run(store, [file('unit', [row])]).then(
      ({ counts }) => counts.unit?.corrected,
      (error: DataError) => error.cells.map(({ column, expected }) => `${column}: ${expected}`)
    )
  const tonne = { id: 'tonne', name: 'Tonne', kind: 'mass', base: 'kg', factor: '1000' }
  t.match(await change({ ...tonne, factor: '1016' }), [
    /^factor: 1000, as before, because metric \w+ and perhaps other rows depend on it$/
  ])
  t.match(await change({ id: 'kg', name: 'Kilogram', kind: 'count', base: '', factor: '1' }), [
    /^base: |^kind: mass, as before, because unit \w+ and perhaps other rows depend on it$/
  ])
  t.equal(await change({ ...tonne, name: 'Metric ton', note: 'A new note.' }), 1)
  const feu = { id: 'FEU', name: 'FEU', kind: 'count', base: 'TEU', factor: '2.25' }
  const port = { metric: 'container_throughput', subject: 'karachi-port', partner: '' }
  const row = claim('n-1', { ...port, value: '100', unit: 'FEU', text: '100 FEU', period: '2001' })
  await run(store, [file('observation', [row])])
  t.equal(await change(feu), 1, 'no metric is in FEU')
  t.same(await figuresOf(store), [['n-1', 200, null, null, '100 FEU']])
})

t.test('an unknown unit of a metric is refused', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const metric = {
    id: 'n-metric',
    name: 'N',
    definition: 'N.',
    unit: 'tone',
    topic: 'trade',
    kind: 'flow',
    desired: 'none',
    partnered: 'no',
    symmetric: 'no',
    aggregation: 'sum'
  }
  const error = await run(store, [file('metric', [metric])]).catch((one: unknown) => one)
  t.match(error, { cells: [{ column: 'unit', value: 'tone', expected: /^the id of a unit/ }] })
  await run(store, [file('metric', [{ ...metric, unit: 'TONNE' }])])
  t.equal(
    await store.snapshot(
      async ({ db, tables }) =>
        (await db.select().from(tables.metric)).find(({ id }) => id === 'n-metric')?.unit
    ),
    'tonne',
    'in any case'
  )
})
