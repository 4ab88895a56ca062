// Lets a correction bring figures in another unit than that of the metric. Only the fields of the
// patch are in that unit: those that stay are stored in the unit of the metric.
import type { Snapshot } from '../db/store.ts'
import { bodyProblem } from '../http/body-errors.ts'
import { type Body, type Field, pointerTo } from '../http/fields.ts'
import { areConvertible, type UnitTraits } from '../units/convert.ts'
import {
  CONVERTED_COLUMNS,
  expectedFigure,
  type GivenFigures,
  storableFigure,
  withUnit
} from '../units/given-figures.ts'
import { knownUnits } from '../units/known-units.ts'
import { findMetricUnit, listUnitTraits } from '../units/queries.ts'

const CONVERTED: ReadonlySet<string> = new Set(CONVERTED_COLUMNS)

type Patched = { row: Body; fields: readonly Field[] }
type Converted = { patch: Body; given?: GivenFigures }

/**
 * The patch with its figures in the unit of the metric, and without `unit`; and the figures as they
 * came. A unit that does not convert stays, so that the import refuses it. Throws a problem if no
 * figure comes with the unit, or one that cannot be stored, or if figures stay although the metric
 * changes to one in another unit.
 */
export async function convertPatch(
  snapshot: Snapshot,
  patch: Body,
  { row, fields }: Patched
): Promise<Converted> {
  const { unit: given, ...rest } = patch
  await refuseOtherMeaning(snapshot, rest, { row, fields })
  if (typeof given !== 'string' || row['metric'] === undefined) return { patch }
  const units = knownUnits(await listUnitTraits(snapshot))
  const metric = String(patch['metric'] ?? row['metric'])
  const [from, to] = [units.find(given), units.find((await findMetricUnit(snapshot, metric)) ?? '')]
  if (!from || !to || !areConvertible(from, to)) return { patch }
  if (from.id === to.id) return { patch: rest }
  const figures = fields.filter(
    ({ at, column }) => CONVERTED.has(column) && typeof valueAt(rest, at) === 'number'
  )
  if (figures.length === 0) throw noFigure(given, to, fields)
  const came = new Map<string, number>()
  let converted: Body = rest
  for (const { at, column } of figures) {
    const figure = Number(valueAt(rest, at))
    const stored = storableFigure(figure, from, to)
    if (stored === undefined)
      throw notStorable(withUnit(figure, from), to, pointerTo(column, fields))
    came.set(column, figure)
    converted = replaceAt(converted, at, stored)
  }
  return { patch: converted, given: { from, to, figures: came } }
}

/** Figures that stay would mean something else in the unit of another metric. */
async function refuseOtherMeaning(
  snapshot: Snapshot,
  patch: Body,
  { row, fields }: Patched
): Promise<void> {
  const [before, after] = [String(row['metric']), String(patch['metric'] ?? row['metric'])]
  if (before === after) return
  const [from, to] = [await findMetricUnit(snapshot, before), await findMetricUnit(snapshot, after)]
  if (from === to || from === undefined || to === undefined) return
  const stays = fields.find(
    ({ at, column }) =>
      CONVERTED.has(column) && (row[column] ?? null) !== null && valueAt(patch, at) === undefined
  )
  if (!stays) return
  const message =
    `The figures are in ${from}, the unit of ${before}, and ${after} is in ${to}. Send ` +
    `${stays.at.join('.')} together with the metric.`
  throw bodyProblem([{ pointer: pointerTo('metric', fields), message, allowed: [before] }])
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

function notStorable(found: string, to: UnitTraits, pointer: string) {
  const expected = expectedFigure(to)
  const message = `Expected ${expected}, found ${JSON.stringify(found)}.`
  return bodyProblem([{ pointer, message, allowed: [expected] }])
}
