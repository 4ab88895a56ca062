// The PostgreSQL column kit: the same names as kit.sqlite.ts, so that one `defineTables` serves both engines.
import { boolean, customType, type ExtraConfigColumn } from 'drizzle-orm/pg-core'

export { check, doublePrecision as real, foreignKey, index, integer, pgTable as table, primaryKey, text } from 'drizzle-orm/pg-core'

export const bool = () => boolean()

/** A JSON value, kept as text in both engines: answers must be byte-identical, and jsonb reorders keys. */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => JSON.parse(text)
  })()

export const descending = (column: ExtraConfigColumn) => column.desc().nullsLast()
