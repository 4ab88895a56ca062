// Lets a correction bring figures in another unit than that of the metric. Only the fields of the
// patch are in that unit: those that stay are stored in the unit of the metric.
import type { Snapshot } from '../db/store.ts'
import { bodyProblem } from '../http/body-errors.ts'
import { type Body, type Field, pointerTo } from '../http/fields.ts'
import { areConvertible, convertFigure, type UnitTraits } from '../units/convert.ts'
import { knownUnits } from '../units/known-units.ts'
import { findMetricUnit, listUnitTraits } from '../units/queries.ts'

const CONVERTED = ['value', 'low', 'high', 'base_value']

type Patched = { row: Body; fields: readonly Field[] }

/**
 * The patch with its figures in the unit of the metric, and without `unit`. A unit that does not
 * convert stays, so that the import refuses it. Throws a problem if no figure comes with the unit.
 */
export async function convertPatch(
  snapshot: Snapshot,
  patch: Body,
  { row, fields }: Patched
): Promise<Body> {
  const { unit: given, ...rest } = patch
  if (typeof given !== 'string' || row['metric'] === undefined) return patch
  const units = knownUnits(await listUnitTraits(snapshot))
  const metric = String(patch['metric'] ?? row['metric'])
  const [from, to] = [units.find(given), units.find((await findMetricUnit(snapshot, metric)) ?? '')]
  if (!from || !to || !areConvertible(from, to)) return patch
  if (from.id === to.id) return rest
  const figures = fields.filter(
    ({ at, column }) => CONVERTED.includes(column) && typeof valueAt(rest, at) === 'number'
  )
  if (figures.length === 0) throw noFigure(given, to, fields)
  return figures.reduce(
    (body, { at }) => replaceAt(body, at, convertFigure(Number(valueAt(body, at)), from, to)),
    rest as Body
  )
}

function valueAt(body: Body, [first = '', second]: readonly string[]): unknown {
  const value = body[first]
  if (second === undefined) return value
  return typeof value === 'object' && value !== null ? (value as Body)[second] : undefined
}

function replaceAt(body: Body, [first = '', second]: readonly string[], figure: number): Body {
  if (second === undefined) return { ...body, [first]: figure }
  return { ...body, [first]: { ...(body[first] as Body), [second]: figure } }
}

function noFigure(given: string, to: UnitTraits, fields: readonly Field[]) {
  const message =
    `The figures are in ${to.id}, the unit of the metric, and this correction brings none in ` +
    `${given}. Send the figures together with their unit.`
  return bodyProblem([{ pointer: pointerTo('unit', fields), message, allowed: [to.id] }])
}
