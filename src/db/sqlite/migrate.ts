// Brings a database to the schema this code was written for. `npm run db:migrate` does it from the
// command line.
import { fileURLToPath } from 'node:url'
import type SQLite from 'better-sqlite3'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { readMigrationFiles } from '../orm.ts'

const FOLDER = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url))
// The table of drizzle's own migrator, whose records these are.
const APPLIED = '__drizzle_migrations'

/**
 * Applies the migrations that are missing, all or none, under one write lock. Throws, and changes
 * nothing, where the database is newer than this code or a migration would leave rows that point to
 * nothing.
 *
 * Drizzle's migrator is not used here: it commits before anyone can look for orphans, and two
 * processes that start at once on an empty file both find it empty. And rebuilding a table drops
 * it, which deletes the rows that cascade from it; the `PRAGMA foreign_keys=OFF` that drizzle-kit
 * writes against that does nothing inside a transaction, so it stands out here.
 */
export function migrateSqlite(client: SQLite.Database, folder = FOLDER): void {
  const migrations = readMigrationFiles({ migrationsFolder: folder })
  client.pragma('foreign_keys = OFF')
  try {
    client.transaction(() => applyMissing(client, migrations)).immediate()
  } finally {
    client.pragma('foreign_keys = ON')
  }
}

function applyMissing(client: SQLite.Database, migrations: MigrationMeta[]): void {
  client.exec(
    `CREATE TABLE IF NOT EXISTS ${APPLIED} (id INTEGER PRIMARY KEY, hash text NOT NULL, ` +
      'created_at numeric)'
  )
  const newest = Number(client.prepare(`SELECT max(created_at) FROM ${APPLIED}`).pluck().get() ?? 0)
  const missing = migrations.filter(({ folderMillis }) => folderMillis > newest)
  refuseNewer(newest, migrations)
  for (const { sql, hash, folderMillis } of missing) {
    for (const statement of sql) client.exec(statement)
    client
      .prepare(`INSERT INTO ${APPLIED} (hash, created_at) VALUES (?, ?)`)
      .run(hash, folderMillis)
  }
  const orphans = missing.length > 0 ? (client.pragma('foreign_key_check') as unknown[]) : []
  if (orphans.length > 0)
    throw new Error(
      `after the migration ${orphans.length} rows would refer to rows that are not there: ` +
        `${JSON.stringify(orphans[0])}`
    )
}

export function refuseNewer(newest: number, migrations: MigrationMeta[]): void {
  if (newest <= Math.max(...migrations.map(({ folderMillis }) => folderMillis))) return
  throw new Error(
    'it was made by a newer version of Corridor Metrics. Install that version, or name ' +
      'another database'
  )
}
