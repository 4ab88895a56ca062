// The identities of metrics, as data: which metrics add up to another one, and which describe one
// thing from two sides.

/** All countries together, as partner or subject. */
export const WORLD = 'WLD'

export type Identity = {
  whole: string
  /** The metrics that add up to it, for the same subject, partner, direction, mode and period. */
  parts: readonly string[]
  /** The partner of the parts, if the whole has no partner. */
  partner?: string
  /** A part may be below zero, so some of the parts may be more than the whole. */
  signed?: true
}

export const IDENTITIES: readonly Identity[] = [
  { whole: 'goods_trade', parts: ['goods_exports', 'goods_imports'] },
  { whole: 'goods_trade_total', parts: ['goods_exports', 'goods_imports'], partner: WORLD },
  // The balance is exports less imports. Written as a sum, it needs no rule of its own.
  { whole: 'goods_exports', parts: ['goods_imports', 'goods_trade_balance'], signed: true },
  { whole: 'transit_trade_value', parts: ['transit_imports_value', 'transit_exports_value'] },
  {
    whole: 'container_throughput',
    parts: ['import_container_throughput', 'export_container_throughput']
  },
  { whole: 'cargo_tonnage', parts: ['import_cargo_tonnage', 'export_cargo_tonnage'] },
  { whole: 'cargo_tonnage', parts: ['dry_cargo_tonnage', 'liquid_cargo_tonnage'] }
]

/**
 * `share` is the percentage of `total` that is trade with the partner. `trade`, or `exports` and
 * `imports` together, give the same in money.
 */
export const TRADE_SHARE = {
  share: 'trade_share',
  total: 'goods_trade_total',
  trade: 'goods_trade',
  exports: 'goods_exports',
  imports: 'goods_imports'
} as const

/** `ratio` times `per`, times `scale`, is `of`: GDP per head times population is GDP. */
export type RatioIdentity = { ratio: string; per: string; of: string; scale: number }

/**
 * Only money of one kind is compared: dollars of the period with each other, and dollars of 2015
 * with each other. Trade as a share of GDP is trade with all partners.
 */
export const RATIOS: readonly RatioIdentity[] = [
  { ratio: 'gdp_per_capita', per: 'population', of: 'gdp', scale: 1 },
  { ratio: 'gdp_per_capita_constant', per: 'population', of: 'gdp_constant', scale: 1 },
  { ratio: 'merchandise_trade_of_gdp', per: 'gdp', of: TRADE_SHARE.total, scale: 1 / 100 }
]

/**
 * Metrics that are checked together, by the id of their family. A metric that is not named here is
 * a family by itself.
 */
const METRIC_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  goods_trade: [
    'goods_trade',
    'goods_exports',
    'goods_imports',
    'goods_trade_total',
    'goods_trade_balance',
    'trade_share'
  ],
  gdp: [
    'gdp',
    'gdp_constant',
    'gdp_per_capita',
    'gdp_per_capita_constant',
    'population',
    'merchandise_trade_of_gdp'
  ],
  transit_trade_value: ['transit_trade_value', 'transit_imports_value', 'transit_exports_value'],
  container_throughput: [
    'container_throughput',
    'import_container_throughput',
    'export_container_throughput'
  ],
  cargo_tonnage: [
    'cargo_tonnage',
    'import_cargo_tonnage',
    'export_cargo_tonnage',
    'dry_cargo_tonnage',
    'liquid_cargo_tonnage'
  ]
}

/**
 * Without a partner, the length of a line; with a partner, the length of the section in that
 * country.
 */
export const SECTIONED_METRICS: readonly string[] = ['route_length', 'railway_length']

/** The metric that gives legs their lengths. */
export const LEG_LENGTH = 'route_length'

const FAMILY_OF = new Map(
  Object.entries(METRIC_FAMILIES).flatMap(([family, metrics]) =>
    metrics.map((metric) => [metric, family])
  )
)

export function familyOf(metric: string): string {
  return FAMILY_OF.get(metric) ?? metric
}

export function metricsOf(family: string): readonly string[] {
  return METRIC_FAMILIES[family] ?? [family]
}
