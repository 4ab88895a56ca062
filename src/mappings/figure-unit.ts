// The unit of a figure, and what it says of the printed text. The import converts the figure.
import { areConvertible, type UnitTraits } from '../units/convert.ts'
import { explainUnit } from '../units/explain-unit.ts'
import type { KnownUnits } from '../units/known-units.ts'
import type { Indicator } from './indicators.ts'
import type { MetricTraits } from './metrics.ts'
import type { Mapping } from './schema.ts'

/** The unit that figures have in the file, and that of their metric. */
export type FigureUnits = { given: UnitTraits; stored: UnitTraits }
type Reading = { metric: MetricTraits; indicator: Indicator; word: string | undefined }
type Refuse = (column: string, value: string, expected: string) => void

/**
 * The unit of a figure; undefined if it is that of the metric, or if it was refused. `word` is what
 * the column of units has, if the file has one.
 */
export function readUnits(
  { metric, indicator, word }: Reading,
  { mapping, units }: { mapping: Mapping; units: KnownUnits },
  refuse: Refuse
): FigureUnits | undefined {
  const { id, pointer } = unitOf(indicator, word, mapping)
  if (id === undefined || id === metric.unit) return undefined
  const [given, stored] = [units.find(id), units.find(metric.unit)]
  if (!stored || given?.id === stored.id) return undefined
  if (given && areConvertible(given, stored)) return { given, stored }
  const expected = explainUnit(id, { metric: `the metric ${metric.id}`, unit: stored }, units)
  refuse('unit', id, `${expected}; ${pointer} of the mapping ${mapping.name} says the unit`)
  return undefined
}

function unitOf(
  { entry }: Indicator,
  word: string | undefined,
  { value }: Mapping
): { id: string | undefined; pointer: string } {
  if (entry?.unit !== undefined) return { id: entry.unit, pointer: '/metric/codes' }
  if (word === undefined) return { id: value.unit?.constant, pointer: '/value/unit/constant' }
  // An empty cell says nothing: the figure is in the unit of its metric.
  const meant = word === '' ? undefined : word
  return { id: value.unit?.codes[word] ?? meant, pointer: '/value/unit/codes' }
}
