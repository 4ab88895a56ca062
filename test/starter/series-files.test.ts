// The checks of the sets of series on their files, before any code of the service writes them:
// form, keys, numbers, and identities between figures of different series.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { SERIES_FOLDER } from '../../src/starter/read-set.ts'
import { SERIES_SETS } from '../../src/starter-sets.ts'
import { type Cells, readRows } from '../imports/files.ts'

/** A row of figures: what stands before the periods, and the figure of each period. */
type Series = {
  set: string
  metric: string
  subject: string
  partner: string
  values: Map<string, string>
}

/** How many series and figures each set holds, as its source has them. */
const SIZES: Record<string, [series: number, figures: number]> = {
  'worldbank-wdi': [101, 4_481],
  'gapminder-wdi': [396, 16_695],
  'worldbank-lpi': [240, 1_466],
  'worldbank-trading-across-borders': [46, 276],
  'unctad-liner-connectivity': [13, 208],
  'pwt-exchange-rates': [21, 448],
  'currency-api-monthly': [24, 696],
  'worldbank-commodities': [10, 4_340],
  'unesco-students-360info': [1_831, 12_366],
  'imf-weo-2019-04': [0, 0]
}
/** May turn below zero; every other metric counts or divides what cannot. */
const SIGNED = [
  'inflation',
  'gdp_growth',
  'fdi_inflow_of_gdp',
  'investment_of_gdp',
  'export_volume_growth',
  'import_volume_growth'
]
const PERIOD = /^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$/
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/
const DIGITS_MAX = 15

const read = (set: string, file: string): Cells[] => {
  const path = join(SERIES_FOLDER, set, file)
  return existsSync(path) ? parse(readFileSync(path), { columns: true }) : []
}
const mappingOf = (set: string) =>
  JSON.parse(readFileSync(join(SERIES_FOLDER, set, 'mapping.json'), 'utf8'))
const series = SERIES_SETS.flatMap(seriesOf)
const metrics = new Map(
  [...readRows('metrics.csv'), ...SERIES_SETS.flatMap((set) => read(set, 'metrics.csv'))].map(
    (row) => [row['id'], row]
  )
)

/** The series of a set, whichever way its table lies. */
function seriesOf(set: string): Series[] {
  const rows = read(set, 'data.csv')
  if (rows.length === 0) return []
  const { metric, wide, value } = mappingOf(set)
  const flags = new RegExp(`[${Object.keys(value?.flags ?? {}).join('') || '\0'}]+$`)
  const figure = (text = '') => text.replace(flags, '')
  const filled = (pairs: [string, string][]) => new Map(pairs.filter(([, text]) => text !== ''))
  if (wide.field === 'period')
    return rows.map((row) => ({
      set,
      metric: row['metric'] ?? metric.constant,
      subject: row['subject'] ?? '',
      partner: row['partner'] ?? '',
      values: filled(
        Object.entries(row)
          .filter(([name]) => PERIOD.test(name))
          .map(([name, text]) => [name, figure(text)])
      )
    }))
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !['period', 'note'].includes(name))
  return columns.map((column) => ({
    set,
    metric: metric.codes[column]?.metric ?? metric.constant,
    subject: column,
    partner: '',
    values: filled(rows.map((row) => [row['period'] ?? '', figure(row[column])]))
  }))
}

t.test('each set has a folder with these files, and there are no others', async (t) => {
  t.same(
    readdirSync(SERIES_FOLDER)
      .filter((name) => name !== 'README.md')
      .sort(),
    [...SERIES_SETS].sort()
  )
  for (const set of SERIES_SETS) {
    const files = readdirSync(join(SERIES_FOLDER, set))
    const known = [
      'data.csv',
      'entities.csv',
      'mapping.json',
      'metrics.csv',
      'projections.csv',
      'scenarios.csv',
      'sources.csv'
    ]
    t.same(
      files.filter((file) => !known.includes(file)),
      [],
      set
    )
    for (const file of files) {
      const text = readFileSync(join(SERIES_FOLDER, set, file), 'utf8')
      t.notMatch(text, /\r|^\ufeff/, `${set}/${file}: LF, without a byte order mark`)
      t.ok(text.endsWith('\n'), `${set}/${file} ends with a line end`)
    }
  }
})

t.test('each set has the series and figures of its source', async (t) => {
  for (const set of SERIES_SETS) {
    const own = series.filter((one) => one.set === set)
    const figures = own.reduce((sum, { values }) => sum + values.size, 0)
    t.same([own.length, figures], SIZES[set], set)
  }
  t.equal(series.filter(({ values }) => values.size >= 5).length, 1_657, 'of five points and more')
})

t.test('each source has a licence, and each figure names one', async (t) => {
  const sources = SERIES_SETS.flatMap((set) => [
    ...read(set, 'sources.csv'),
    ...(read(set, 'data.csv').length > 0 ? mappingOf(set).sources : [])
  ])
  t.same(
    sources.filter(({ license, url }) => !license || !String(url).startsWith('https://')),
    []
  )
  t.equal(new Set(sources.map(({ id }) => id)).size, 11)
  for (const set of SERIES_SETS.filter((one) => read(one, 'data.csv').length > 0)) {
    const { sources, metric } = mappingOf(set)
    const named: string[] = Object.values<Cells>(metric.codes).flatMap(({ source }) => source ?? [])
    const known = sources.map(({ id }: { id: string }) => id)
    t.same(
      named.filter((id) => !known.includes(id)),
      [],
      set
    )
  }
})

t.test('each figure is a plain number of a known metric, once a set', async (t) => {
  const wrong = series.flatMap(({ metric, subject, values }) =>
    [...values]
      .filter(
        ([, text]) =>
          !NUMBER.test(text) || text.replace(/^-|\D/g, '').replace(/^0+/, '').length > DIGITS_MAX
      )
      .map(([period, text]) => `${metric} ${subject} ${period}: ${text}`)
  )
  t.same(wrong, [])
  const below = series.filter(
    ({ metric, values }) =>
      !SIGNED.includes(metric) && [...values.values()].some((text) => Number(text) < 0)
  )
  t.same(below, [])
  const keys = series.map(({ set, metric, subject, partner }) =>
    [set, metric, subject, partner].join(' ')
  )
  t.equal(new Set(keys).size, keys.length)
  t.same(
    [...new Set(series.map(({ metric }) => metric))].filter((id) => !metrics.has(id)),
    []
  )
  const periods = series.flatMap(({ values }) => [...values.keys()])
  t.same(
    periods.filter((period) => !PERIOD.test(period)),
    []
  )
})

const figuresOf = (metric: string) =>
  new Map(
    series
      .filter((one) => one.metric === metric)
      .flatMap(({ subject, values }) =>
        [...values].map(([period, text]): [string, number] => [
          `${subject} ${period}`,
          Number(text)
        ])
      )
  )
/** The share of the common keys where two sides differ by at most `tolerance` of the right one. */
function agreement(left: Map<string, number>, right: Map<string, number>, tolerance: number) {
  const both = [...left].filter(([key]) => right.has(key))
  const close = both.filter(([key, value]) => {
    const other = right.get(key) ?? 0
    return Math.abs(value - other) <= tolerance * Math.abs(other)
  })
  return { both: both.length, share: close.length / both.length }
}
const combine = (
  left: Map<string, number>,
  right: Map<string, number>,
  to: (a: number, b: number) => number
) =>
  new Map(
    [...left].flatMap(([key, a]): [string, number][] => {
      const b = right.get(key)
      return b === undefined ? [] : [[key, to(a, b)]]
    })
  )

t.test('each metric has a short name of its own that fits a chart', (t) => {
  const names = [...metrics.values()].map((row) => row['short_name'] ?? '')
  t.same(
    names.filter((name) => name === '' || name.length > 30),
    []
  )
  t.equal(new Set(names).size, metrics.size)
  t.equal(metrics.get('gdp')?.['short_name'], 'GDP')
  t.end()
})

t.test('figures of different series agree as their definitions say', async (t) => {
  const [gdp, constant, people, head] = [
    'gdp',
    'gdp_constant',
    'population',
    'gdp_per_capita_constant'
  ].map(figuresOf)
  const [exports, imports, trade] = [
    'goods_exports',
    'goods_imports',
    'merchandise_trade_of_gdp'
  ].map(figuresOf)
  if (!gdp || !constant || !people || !head || !exports || !imports || !trade)
    throw new Error('a metric is missing')
  const perHead = agreement(
    combine(head, people, (a, b) => a * b),
    constant,
    0.005
  )
  t.ok(
    perHead.both > 900 && perHead.share >= 0.97,
    `GDP per head × population: ${perHead.share} of ${perHead.both}`
  )
  const share = combine(
    combine(exports, imports, (a, b) => a + b),
    gdp,
    (a, b) => (a / b) * 100
  )
  const goods = agreement(share, trade, 0.02)
  t.ok(goods.both > 200 && goods.share >= 0.75, `goods trade: ${goods.share} of ${goods.both}`)
  const parts = [
    'customs',
    'infrastructure',
    'international_shipments',
    'logistics_competence',
    'tracking',
    'timeliness'
  ]
  const sums = parts
    .map((part) => figuresOf(`lpi_${part}`))
    .reduce((a, b) => combine(a, b, (x, y) => x + y))
  const mean = agreement(
    new Map([...sums].map(([key, sum]) => [key, sum / parts.length])),
    figuresOf('lpi_score'),
    0.03
  )
  t.ok(mean.both > 100 && mean.share >= 0.98, `LPI: ${mean.share} of ${mean.both}`)
})
