// Keeps prepared statements by their shape. Building a query costs several times as much as running
// it, and requests differ in their values far more often than in their shape.
import { mapRowsFast } from './map-rows.ts'
import type { Db } from './store.ts'

/** More shapes than clients use in practice. Beyond it, statements are only built again. */
const STATEMENTS_MAX = 500
const kept = new WeakMap<Db, Map<string, unknown>>()

/**
 * The statement kept under this shape, or the one that `prepare` makes. The shape must describe
 * everything but the values.
 */
export function statement<Prepared>(db: Db, shape: string, prepare: () => Prepared): Prepared {
  const statements = kept.get(db) ?? new Map<string, unknown>()
  kept.set(db, statements)
  const found = statements.get(shape)
  if (found) return found as Prepared
  const made = mapRowsFast(prepare())
  if (statements.size >= STATEMENTS_MAX) statements.clear()
  statements.set(shape, made)
  return made
}

/**
 * The same database with a store of statements of its own, which ends with it: for statements that
 * hold values in their text.
 */
export function withOwnStatements(db: Db): Db {
  return Object.create(db) as Db
}

/** The shape of a set of filters: the names that are set, and how many values each list has. */
export function shapeOf(filters: object): string {
  return Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (Array.isArray(value) ? `${name}${value.length}` : name))
    .join()
}

/**
 * The values of filters by the names of their placeholders: `from`, and `metric0`, `metric1` for
 * lists.
 */
export function valuesOf(filters: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((item, index) => [`${name}${index}`, item]) : [[name, value]]
    )
  )
}
