// Lets the body of a change be what a GET answered: old names of fields become the ones of today,
// an object becomes the id or the cells that it shows, and fields that only answers have are set
// apart. What remains is validated as the body; the fields set apart are compared like those of
// files.
import type { FastifyRequest } from 'fastify'
import { columnNamed, readColumns, shownColumns } from '../files/column-names.ts'
import type { CellValue, RowValues } from '../files/data-file.ts'
import type { Body, Field } from '../http/fields.ts'
import type { Noun } from '../nouns.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by {@link setShownApart}: the fields of the body that only answers have. */
    shown?: ShownFields
  }
}
/** The cells of fields that only answers have, and their places in the body. */
export type ShownFields = { cells: RowValues; places: readonly Field[] }

/** Sets the fields that only answers have apart, before the body is validated. */
export function setShownApart(noun: Noun, taken: readonly Field[], request: FastifyRequest): void {
  const { body } = request
  if (!isObject(body)) return
  const found: ShownField[] = []
  const kept = new Map<string, unknown>()
  const { id } = (request.params ?? {}) as { id?: string }
  for (const [name, value] of Object.entries(body)) {
    // The id in the path may stand in the body too.
    if (name === 'id' && value === id) continue
    const split = splitField(noun, taken, name, value)
    found.push(...split.shown)
    // A field that stands under both of its names stays, so that validation refuses one of them.
    for (const [field, one] of split.kept)
      kept.set(field !== name && Object.hasOwn(body, field) ? name : field, one)
  }
  request.body = Object.fromEntries(kept)
  request.shown = {
    // JSON has no values that a cell cannot compare.
    cells: Object.fromEntries(found.map(({ column, value }) => [column, value as CellValue])),
    places: found.map(({ at, column }) => ({ at, column }))
  }
}

type ShownField = Field & { value: unknown }
type SplitField = { kept: [name: string, value: unknown][]; shown: ShownField[] }

function splitField(noun: Noun, taken: readonly Field[], name: string, value: unknown): SplitField {
  const isWhole = taken.some(({ at }) => at.length === 1 && at[0] === name)
  const isTaken = taken.some(({ at }) => at[0] === name)
  if (isTaken && !isWhole && isObject(value)) return splitFields(noun, name, value)
  if (isTaken && !(isWhole && isObject(value))) return { kept: [[name, value]], shown: [] }
  const column = columnNamed(noun, name)
  const isColumn = column !== undefined && readColumns(noun).includes(column)
  const isRenamed = taken.some(({ at }) => at.length === 1 && at[0] === column)
  if (isColumn && !isTaken) return { kept: [[isRenamed ? column : name, value]], shown: [] }
  if (column !== undefined && !isColumn)
    return { kept: [], shown: [{ at: [name], column, value: isObject(value) ? null : value }] }
  return isObject(value) ? splitObject(noun, name, value) : { kept: [[name, value]], shown: [] }
}

/** An object of fields that are taken one by one: those that only answers have are shown. */
function splitFields(noun: Noun, name: string, value: Body): SplitField {
  const shown = shownColumns(noun)
  const inner = Object.entries(value)
  const isShown = ([key]: [string, unknown]) => shown.includes(`${name}_${key}`)
  return {
    kept: [[name, Object.fromEntries(inner.filter((one) => !isShown(one)))]],
    shown: inner
      .filter(isShown)
      .map(([key, one]) => ({ at: [name, key], column: `${name}_${key}`, value: one }))
  }
}

/** An object that answers show: its id is the field, everything else is shown. */
function splitObject(noun: Noun, name: string, value: Body): SplitField {
  const inner = Object.entries(value)
  const isShown = inner.every(([key]) => columnNamed(noun, `${name}_${key}`) !== undefined)
  if (!isShown || inner.length === 0) return { kept: [[name, value]], shown: [] }
  const shown = shownColumns(noun)
  const split: SplitField = { kept: [], shown: [] }
  for (const [key, one] of inner) {
    const column = `${name}_${key}`
    if (shown.includes(column)) split.shown.push({ at: [name, key], column, value: one })
    else split.kept.push([name, one])
  }
  return split
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
