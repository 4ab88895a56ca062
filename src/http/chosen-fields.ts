// The parameter `fields`: which fields of a row an answer has. The same names choose the columns of
// CSV and the fields of JSON.
import { distance } from 'fastest-levenshtein'
import type { Column, Path } from './csv.ts'
import { SHOWN } from './limits.ts'
import { valueList } from './parameters.ts'

/** The columns that each name of a list stands for. */
export type FieldNames = ReadonlyMap<string, readonly Column[]>
/** A place in a JSON row: the fields below it; none if the whole value is wanted. */
type Tree = Map<string, Tree>

const NEAR_MAX = 3

/** Every column by its name, and the objects and lists that several columns belong to. */
export function fieldNames(columns: readonly Column[]): FieldNames {
  const names = new Map<string, Column[]>(columns.map((column) => [column.name, [column]]))
  const isColumn = new Set(names.keys())
  for (const column of columns)
    for (const [container, places] of containersOf(column))
      if (!isColumn.has(container))
        names.set(container, [...(names.get(container) ?? []), { ...column, places }])
  return names
}

/** The parameter, with the names of one list. */
export function fieldsParameter(names: FieldNames) {
  return valueList(
    (name) =>
      names.has(name)
        ? { value: name }
        : { refused: refusalOf(name, [...names.keys()]), allowed: byNearness(name, names) },
    'Only these fields, in this order, as the columns of CSV are named: `source_id` is the `id` ' +
      'of `source`, and `source` is all of its fields. A JSON answer then lacks the other ' +
      'fields, although the schema requires them.'
  )
    .meta({ component: 'Fields' })
    .optional()
}

/** The columns that the request names, in its order, each once. */
export function chooseColumns(names: FieldNames, fields: readonly string[]): Column[] {
  const chosen = new Map<string, Column>()
  for (const column of fields.flatMap((field) => names.get(field) ?? [])) {
    const before = chosen.get(column.name)?.places ?? []
    chosen.set(column.name, { ...column, places: [...before, ...column.places] })
  }
  return [...chosen.values()]
}

/** A function that reduces things of the JSON to the fields of some columns. */
export function narrowTo(columns: readonly Column[]): (thing: unknown) => unknown {
  const tree: Tree = new Map()
  for (const place of columns.flatMap(({ places }) => places)) {
    let here = tree
    for (const key of place) {
      const below: Tree = here.get(key) ?? new Map()
      here.set(key, below)
      here = below
    }
  }
  return (thing) => narrow(thing, tree)
}

function narrow(value: unknown, tree: Tree): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => narrow(item, tree))
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    [...tree].map(([key, below]) => [
      key,
      below.size === 0 ? record[key] : narrow(record[key], below)
    ])
  )
}

/**
 * The objects and lists around a column, by the names that they have in CSV or in JSON, each with
 * the places inside of it.
 */
function containersOf({ path, places }: Column): Map<string, Path[]> {
  const containers = new Map<string, Path[]>()
  for (const place of places)
    for (const name of new Set([...namesAround(path), ...namesAround(place)]))
      containers.set(name, [...(containers.get(name) ?? []), place])
  return containers
}

function namesAround(path: Path): string[] {
  return path.slice(0, -1).map((_, index) => path.slice(0, index + 1).join('_'))
}

function refusalOf(name: string, names: readonly string[]): string {
  const near = names.filter((one) => one.includes(name) || distance(one, name) <= 2)
  const hint =
    near.length > 0
      ? `near ones are ${near.slice(0, NEAR_MAX).join(', ')}`
      : `the fields are ${names.join(', ')}`
  return `There is no field "${name.slice(0, SHOWN.valueCharacters)}"; ${hint}.`
}

/** All names, the most similar first. */
function byNearness(name: string, names: FieldNames): string[] {
  return [...names.keys()].toSorted((one, other) => distance(one, name) - distance(other, name))
}
