// Knows which of our metrics the indicators of a file are, and makes those that we lack.
import type { Snapshot } from '../db/store.ts'
import type { RowValues } from '../files/data-file.ts'
import { type KnownUnits, knownUnits } from '../units/known-units.ts'
import { listUnitTraits } from '../units/queries.ts'
import { rememberCodes } from './code-ids.ts'
import type { Indicator } from './indicators.ts'
import { findMetrics, type KnownMetric } from './metric-queries.ts'
import { metricIdOf, newMetric } from './new-metrics.ts'
import type { Mapping } from './schema.ts'

/** What a mapping must know of a metric. */
export type MetricTraits = Pick<KnownMetric, 'id' | 'unit' | 'partnered' | 'by_product'> & {
  subject_kinds: readonly string[]
}
export type Metrics = {
  /** Looks up the metrics of indicators, each with its line; afterwards `of` knows them. */
  learn: (indicators: ReadonlyMap<Indicator, number>) => Promise<void>
  of: (indicator: Indicator) => MetricTraits | undefined
  /** All units, once indicators were looked up. */
  units: () => KnownUnits
  /** The rows of new metrics that have not been taken yet. */
  takeNew: () => RowValues[]
}

const IDS_A_QUERY = 200
const REMEMBERED_MAX = 20_000

export function findMetricsOf(
  snapshot: Snapshot,
  mapping: Mapping,
  { file, makesNew }: { file: string; makesNew: boolean }
): Metrics {
  const known = new Map<string, MetricTraits | undefined>()
  const ids = new WeakMap<Indicator, string>()
  const waiting: RowValues[] = []
  let units: KnownUnits | undefined
  const takeCode = rememberCodes(file)
  const idOf = (indicator: Indicator) => {
    const id = ids.get(indicator) ?? metricIdOf(indicator, mapping)
    ids.set(indicator, id)
    return id
  }
  const make = (indicator: Indicator) => {
    const row = newMetric(indicator, mapping, units ?? knownUnits([]))
    waiting.push(row)
    const id = idOf(indicator)
    known.set(id, traitsOf(id, row))
  }
  return {
    async learn(indicators) {
      units ??= knownUnits(await listUnitTraits(snapshot))
      // What was made before is in the database by now, and is found there again.
      if (known.size >= REMEMBERED_MAX) known.clear()
      const unknown = [...indicators.keys()].filter((one) => !known.has(idOf(one)))
      const wanted = [...new Set(unknown.map(idOf))]
      for (let at = 0; at < wanted.length; at += IDS_A_QUERY) {
        const some = wanted.slice(at, at + IDS_A_QUERY)
        for (const id of some) known.set(id, undefined)
        for (const one of await findMetrics(snapshot, some)) known.set(one.id, one)
      }
      for (const [one, line] of indicators)
        if (makesNew || known.get(idOf(one))) takeCode(one, idOf(one), line)
      if (makesNew) for (const one of unknown) if (!known.get(idOf(one))) make(one)
    },
    of: (indicator) => known.get(idOf(indicator)),
    units: () => units ?? knownUnits([]),
    takeNew: () => waiting.splice(0)
  }
}

/** The traits of a new metric, whose row was made of our words. */
function traitsOf(id: string, row: RowValues): MetricTraits {
  return {
    id,
    unit: row['unit'] as MetricTraits['unit'],
    partnered: row['partnered'] as MetricTraits['partnered'],
    // What a mapping makes has totals only.
    by_product: 'no',
    subject_kinds: row['subject_kinds'] as string[]
  }
}
