// Maps the body of a write request to the columns of a data file. Each field of a body is a column
// of a file, so the rules for files also check bodies.
import type { z } from 'zod'
import type { CellValue, RowValues } from '../files/data-file.ts'

/**
 * The place of a field: in the body (`target.value`), and in a data file and the table (`value`).
 */
export type Field = { at: readonly string[]; column: string }
export type Body = Record<string, unknown>

/** Lists the fields of a body. `others` maps the fields with different names: body to file. */
export function fieldsOf(body: z.ZodObject, others: Record<string, string> = {}): Field[] {
  const plain = Object.keys(body.shape)
    .filter(
      (name) => !Object.keys(others).some((other) => other === name || other.startsWith(`${name}.`))
    )
    .map((name) => ({ at: [name], column: name }))
  const renamed = Object.entries(others).map(([at, column]) => ({ at: at.split('.'), column }))
  return [...plain, ...renamed]
}

/** Turns a body into a row of a data file. A missing field becomes an empty cell. */
export function toRow(body: Body, fields: readonly Field[]): RowValues {
  // The schema of the body allows only values that a cell can have.
  const entries = fields.map(({ at, column }) => [column, (valueAt(body, at) ?? null) as CellValue])
  return Object.fromEntries(entries)
}

/** Turns a stored row into the body that would make it. A patch is merged into this body. */
export function toBody(row: Body, fields: readonly Field[]): Body {
  const body: Body = {}
  for (const { at, column } of fields) {
    const [first = '', second] = at
    if (second === undefined) body[first] = row[column] ?? null
    else body[first] = { ...(body[first] as Body | undefined), [second]: row[column] ?? null }
  }
  return body
}

/**
 * JSON Merge Patch (RFC 7396): null removes a value, objects are merged, every other value replaces
 * the old one.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const before = isObject(target) ? target : {}
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(patch, name))
  const given = Object.entries(patch).filter(([, value]) => value !== null)
  return Object.fromEntries([
    ...kept,
    ...given.map(([name, value]) => [name, mergePatch(before[name], value)])
  ])
}

/** The JSON Pointer to the field of a column. */
export function pointerTo(column: string, fields: readonly Field[]): string {
  const field = fields.find((one) => one.column === column)
  return `/body/${(field?.at ?? [column]).join('/')}`
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function valueAt(body: Body, at: readonly string[]): unknown {
  let value: unknown = body
  for (const name of at) value = isObject(value) ? value[name] : undefined
  return value
}
