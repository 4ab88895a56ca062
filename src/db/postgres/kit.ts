// The PostgreSQL column kit. It has the same names as sqlite/kit.ts, so that one `defineTables`
// serves both engines.
import { createRequire } from 'node:module'
import type { ExtraConfigColumn } from 'drizzle-orm/pg-core'

// Required instead of imported, and drizzle-kit reads it as CommonJS: see orm.ts.
const postgres: typeof import('drizzle-orm/pg-core') = createRequire(import.meta.url ?? __filename)(
  'drizzle-orm/pg-core'
)
const {
  boolean,
  check,
  customType,
  doublePrecision: real,
  foreignKey,
  index,
  integer,
  pgTable: table,
  primaryKey,
  text
} = postgres

export { check, foreignKey, index, integer, primaryKey, real, table, text }

export const bool = () => boolean()

/**
 * A JSON value, stored as text in both engines: answers must be byte-identical, and jsonb reorders
 * keys.
 */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => JSON.parse(text)
  })()

/**
 * The default order of `order by … desc` on PostgreSQL. An index that places nulls elsewhere would
 * not serve it. Queries never mix nulls with values.
 */
export const descending = (column: ExtraConfigColumn) => column.desc().nullsFirst()
