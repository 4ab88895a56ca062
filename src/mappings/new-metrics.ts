// Makes a metric of an indicator that we lack, as far as its name tells what it is.
import type { RowValues } from '../files/data-file.ts'
import { baseOf, type UnitTraits } from '../units/convert.ts'
import type { KnownUnits } from '../units/known-units.ts'
import { claimId, codePart } from './claim-id.ts'
import { guessUnit } from './guess-unit.ts'
import type { Indicator } from './indicators.ts'
import type { Mapping } from './schema.ts'

/** The unit of indicators whose names tell none. */
const UNKNOWN_UNIT = 'index'

/** The id that the metric of an indicator has, or would have. */
export function metricIdOf({ code, entry }: Indicator, { name, metric }: Mapping): string {
  if (entry) return entry.metric
  return claimId([metric.make?.prefix ?? name, codePart(code) || 'indicator'])
}

/** The row of a new metric. */
export function newMetric(indicator: Indicator, mapping: Mapping, units: KnownUnits): RowValues {
  const { code, entry } = indicator
  const make = { ...mapping.metric.make, ...entry?.make }
  const name = make.name ?? indicator.name
  const unit = make.unit ?? entry?.unit ?? guessUnitOf(indicator, name, units)
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
    kind: make.kind ?? kindOf(unit, units.find(unit)),
    desired: 'none',
    subject_kinds: ['country', 'group'],
    partnered: mapping.partner ? 'optional' : 'no',
    symmetric: false,
    aggregation: 'none'
  }
}

/** A factor makes a figure one of the base: a name that says millions told of the file. */
function guessUnitOf({ code, entry }: Indicator, name: string, units: KnownUnits): string {
  const found = guessUnit(name, units) ?? guessUnit(code, units)
  if (!found) return UNKNOWN_UNIT
  return entry?.factor === undefined ? found.id : baseOf(found)
}

function kindOf(id: string, unit: UnitTraits | undefined): string {
  if (unit?.kind === 'index') return 'index'
  if (unit?.kind === 'time') return 'duration'
  if (unit?.kind === 'length') return 'distance'
  return /^per|_per_/.test(id) ? 'ratio' : 'stock'
}
