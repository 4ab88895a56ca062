// Random sets of claims that are all true: one invented world, and what authors may print of it,
// rounded and bounded.
import fc from 'fast-check'
import type { Claim } from '../../../src/conflicts/model/checks.ts'
import { parsePeriod } from '../../../src/periods/read-period.ts'
import { claim, MEMBERS } from './worlds.ts'

const PARTNERS = [...(MEMBERS.get('CAS5') ?? []), 'AFG', 'AZE']
const FIRST_YEAR = 2021
const MONTHS = 48
/** Periods that have to do with each other: parts that fill a whole, years beside years. */
const PERIODS = [
  ['2022-Q3', '2022-07', '2022-08', '2022-09'],
  ['2022', '2022-07-01/P6M', '2022-07-01/P5M', '2022-12'],
  ['2021', '2022', '2021-07-01/P1Y', '2022-07-01/P1Y'],
  ['2022', '2023', '2022-Q3', '2023-Q3']
]
const PLACES = [...PARTNERS, 'CAS5', 'cas5-afg-aze', 'WLD']
const METRICS_OF_TRADE = [
  'goods_exports',
  'goods_imports',
  'goods_trade',
  'trade_share',
  'goods_trade_total',
  'gdp',
  'merchandise_trade_of_gdp'
]
/** Figures of Pakistan alone. */
const ALONE = ['goods_trade_total', 'gdp', 'merchandise_trade_of_gdp']
/** Metrics that have no figures of products. */
const WHOLE = ['trade_share', 'gdp', 'merchandise_trade_of_gdp']
const PERCENT = ['trade_share', 'merchandise_trade_of_gdp']
/** Trade with all partners is this much of GDP, in percent. */
const OPENNESS = 40

/** What part of each trade is with which goods. */
const SHARES: Record<string, number> = {
  // A section with a single chapter, so that the two often meet.
  'HS2022-III': 0.6,
  'HS2022-15': 0.6,
  'HS2022-I': 0.4,
  'commodity-cotton': 0.3
}

/**
 * Monthly exports and imports with each partner between 100,000 and 200,000 dollars, so that no
 * year is twice another.
 */
type Flows = { exports: number[][]; imports: number[][] }
const months = fc.array(fc.integer({ min: 100_000, max: 200_000 }), {
  minLength: MONTHS,
  maxLength: MONTHS
})
const flows = fc.record({
  exports: fc.array(months, { minLength: PARTNERS.length, maxLength: PARTNERS.length }),
  imports: fc.array(months, { minLength: PARTNERS.length, maxLength: PARTNERS.length })
})

/** How a figure is printed: to so many decimals of a million, with so much reserve. */
const print = fc.record({
  decimals: fc.integer({ min: 1, max: 6 }),
  bound: fc.constantFrom(
    'exact' as const,
    'exact' as const,
    'about' as const,
    'at_least' as const,
    'at_most' as const,
    'range' as const
  ),
  off: fc.double({ min: -0.08, max: 0.08, noNaN: true })
})
const said = fc.record({
  metric: fc.constantFrom(...METRICS_OF_TRADE),
  place: fc.constantFrom(...PLACES),
  mirrored: fc.boolean(),
  when: fc.nat(),
  print,
  author: fc.integer({ min: 0, max: 3 }),
  product: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(SHARES)) }
  ),
  grown: fc.boolean()
})

/** Claims of which none is wrong. */
export const consistent = fc
  .tuple(
    flows,
    fc.constantFrom(...PERIODS),
    fc.array(said, { minLength: 20, maxLength: 250, size: 'max' })
  )
  .map(([world, periods, all]) =>
    all.map(({ when, ...one }, index) =>
      printed(
        world,
        { ...one, period: periods[when % periods.length] ?? '2022' },
        `C${1000 + index}`
      )
    )
  )

type Said = {
  metric: string
  place: string
  mirrored: boolean
  period: string
  print: Print
  author: number
  product: string | null
  grown: boolean
}
type Print = { decimals: number; bound: Claim['bound']; off: number }

function printed(
  world: Flows,
  { metric, place, mirrored, period, print, author, grown, ...said }: Said,
  id: string
): Claim {
  const isTotal = ALONE.includes(metric)
  const isMirror = mirrored && PARTNERS.includes(place) && !isTotal && metric !== 'trade_share'
  const pair = isMirror
    ? { subject: place, partner: 'PAK' }
    : { subject: 'PAK', partner: isTotal ? null : place }
  const product = WHOLE.includes(metric) ? null : said.product
  const truth = (when: string) =>
    (isMirror ? mirror(world, metric, place, when) : value(world, metric, place, when)) *
    (product === null ? 1 : (SHARES[product] ?? 0))
  const [now, before] = [truth(period), truth(yearBefore(period))]
  const note =
    grown && before > 0
      ? `${now >= before ? '+' : '-'}${Math.abs((now / before - 1) * 100).toFixed(1)} %`
      : null
  const scale = PERCENT.includes(metric) ? 1 : 1e6
  return claim({
    ...figure(now, scale, print),
    id,
    metric,
    ...pair,
    product,
    period,
    note,
    attributed_to: `author ${author}`,
    source: `paper ${author}`
  })
}

/** What Pakistan has. Everybody's trade is with the countries there are. */
function value(world: Flows, metric: string, place: string, period: string): number {
  if (metric === 'trade_share')
    return (
      (100 * value(world, 'goods_trade', place, period)) /
      value(world, 'goods_trade', 'WLD', period)
    )
  const partners =
    place === 'WLD' || metric === 'goods_trade_total' ? PARTNERS : (MEMBERS.get(place) ?? [place])
  if (metric === 'merchandise_trade_of_gdp') return OPENNESS
  if (metric === 'gdp') return value(world, 'goods_trade', 'WLD', period) / (OPENNESS / 100)
  const sum = (rows: number[][]) =>
    partners.reduce(
      (total, partner) => total + inPeriod(rows[PARTNERS.indexOf(partner)] ?? [], period),
      0
    )
  return (
    (metric === 'goods_imports' ? 0 : sum(world.exports)) +
    (metric === 'goods_exports' ? 0 : sum(world.imports))
  )
}

/** What the partner has: imports with freight, some 6 % above what was sent. */
function mirror(world: Flows, metric: string, place: string, period: string): number {
  const imports = 1.06 * value(world, 'goods_exports', place, period)
  const exports = value(world, 'goods_imports', place, period) / 1.06
  return (metric === 'goods_imports' ? 0 : exports) + (metric === 'goods_exports' ? 0 : imports)
}

function inPeriod(row: readonly number[], period: string): number {
  const { starts_on = '', ends_on = '' } = parsePeriod(period) ?? {}
  const index = (day: string) =>
    (Number(day.slice(0, 4)) - FIRST_YEAR) * 12 + Number(day.slice(5, 7)) - 1
  return index(starts_on) < 0
    ? 0
    : row.slice(index(starts_on), index(ends_on) + 1).reduce((sum, one) => sum + one, 0)
}

function yearBefore(period: string): string {
  return `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
}

function figure(
  truth: number,
  scale: number,
  { decimals: wanted, bound, off }: Print
): Partial<Claim> {
  // A figure that is about right has to be so after rounding as well.
  const decimals = bound === 'about' ? Math.max(3, wanted) : wanted
  const rounded = (number: number) => Number((number / scale).toFixed(decimals))
  const text = (number: number) => `${number.toFixed(decimals)} million`
  const at = (number: number) => Math.round(number * scale * 1e6) / 1e6
  if (bound === 'range') {
    const [low, high] = [rounded(truth * (1 - Math.abs(off))), rounded(truth * (1 + Math.abs(off)))]
    return {
      bound,
      value: null,
      low: at(low),
      high: at(high),
      text: `${text(low)} to ${text(high)}`
    }
  }
  const step = 10 ** -decimals
  const around = {
    exact: rounded(truth),
    about: rounded(truth * (1 + off)),
    at_least: rounded(truth) - step,
    at_most: rounded(truth) + step
  }[bound]
  return { bound, value: at(Math.max(0, around)), text: text(Math.max(0, around)) }
}
