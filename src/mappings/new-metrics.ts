// Makes a metric of an indicator that we lack, as far as its name tells what it is.
import type { RowValues } from '../files/data-file.ts'
import type { UNITS } from '../vocabularies.ts'
import { claimId, codePart } from './claim-id.ts'
import type { Indicator } from './indicators.ts'
import type { Mapping } from './schema.ts'

type Unit = (typeof UNITS)[number]

/** What names of indicators say about units, the most telling first. */
const UNITS_IN_NAMES: [pattern: RegExp, unit: Unit][] = [
  [/\bconstant 2015 US\$/i, 'USD_2015'],
  [/annual %|% change|percent change|growth rate|% growth/i, 'percent_change'],
  [/% of GDP|share of GDP|percent of GDP/i, 'percent_of_gdp'],
  [/% of GNI/i, 'percent_of_gni'],
  [/% of exports/i, 'percent_of_exports'],
  [/per 100 people/i, 'per_100_people'],
  [/\bLCU per US\$/i, 'LCU_per_USD'],
  [/%|\bpercent/i, 'percent'],
  [/US\$|\bUSD\b|U\.S\. dollars/i, 'USD'],
  [/\bTEU\b/, 'TEU'],
  [/\bhours?\b/i, 'hour'],
  [/\bdays?\b/i, 'day'],
  [/\b(?:metric )?tons?\b|\btonnes?\b/i, 'tonne'],
  [/\bkm\b|kilomet/i, 'km'],
  [/population, |number of (?:people|persons|cases)|\bpersons?\b/i, 'person']
]

/** The id that the metric of an indicator has, or would have. */
export function metricIdOf({ code, entry }: Indicator, { name, metric }: Mapping): string {
  if (entry) return entry.metric
  return claimId([metric.make?.prefix ?? name, codePart(code) || 'indicator'])
}

/** The row of a new metric. */
export function newMetric(indicator: Indicator, mapping: Mapping): RowValues {
  const { code, entry } = indicator
  const make = { ...mapping.metric.make, ...entry?.make }
  const name = make.name ?? indicator.name
  const unit = make.unit ?? entry?.unit ?? unitIn(name) ?? unitIn(code) ?? 'index'
  const publisher = mapping.sources[0]?.publisher ?? mapping.name
  return {
    id: metricIdOf(indicator, mapping),
    name: name.slice(0, 300),
    definition:
      make.definition ??
      `${name}: the indicator ${code} of ${publisher}, as an import by the mapping ` +
        `${mapping.name} found it. Its unit was ${entry?.unit || make.unit ? 'given' : 'taken from its name'}.`,
    unit,
    topic: make.topic ?? 'economy',
    kind: make.kind ?? kindOf(unit),
    desired: 'none',
    subject_kinds: ['country', 'group'],
    partnered: mapping.partner ? 'optional' : 'no',
    symmetric: false,
    aggregation: 'none'
  }
}

function unitIn(text: string): Unit | undefined {
  return UNITS_IN_NAMES.find(([pattern]) => pattern.test(text))?.[1]
}

function kindOf(unit: Unit): string {
  if (unit === 'index' || unit === 'rank') return 'index'
  if (unit === 'hour' || unit === 'day') return 'duration'
  if (unit === 'km') return 'distance'
  return /^per|_per_/.test(unit) ? 'ratio' : 'stock'
}
