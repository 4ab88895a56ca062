// Loads Drizzle by `require`. Its package.json lists 179 KB of exports, and Node parses them again
// for each ES module of a package: importing Drizzle takes 0.55 s of a start, requiring it takes
// 0.06 s. Types cost nothing, so they come from 'drizzle-orm' itself.
import { createRequire } from 'node:module'

export type { SQL } from 'drizzle-orm'

// drizzle-kit reads the tables as CommonJS, where there is no `import.meta.url`.
const require = createRequire(import.meta.url ?? __filename)
const core: typeof import('drizzle-orm') = require('drizzle-orm')
const driver: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3')
const migrator: typeof import('drizzle-orm/migrator') = require('drizzle-orm/migrator')
const sqliteCore: typeof import('drizzle-orm/sqlite-core') = require('drizzle-orm/sqlite-core')

export const {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  getTableName,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  not,
  notInArray,
  or,
  sql
} = core
export const { drizzle } = driver
export const { readMigrationFiles } = migrator
/** Column builders of SQLite; only the column kit needs them. */
export const sqlite = sqliteCore
