// Compares the migrations of a database with those of this version. Both engines keep the same
// journal, and accept or refuse a database by the same rule.
import { fileURLToPath } from 'node:url'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { readMigrationFiles } from './orm.ts'
import type { Engine } from './store.ts'

/** The table of the migrator of Drizzle: a row for each applied migration. */
export const JOURNAL = '__drizzle_migrations'
/** Reads the applied migrations, oldest first, by the names of their columns. */
export const READ_JOURNAL = `SELECT created_at FROM ${JOURNAL} ORDER BY created_at`
export type JournalRow = { created_at?: unknown }

/**
 * How the schema of a database compares with that of this version: `none` if no migration was
 * applied, `unreleased` if migrations were applied that no released version has.
 */
export type SchemaVersion = 'none' | 'older' | 'current' | 'newer' | 'unreleased'

/** Why a database is refused, as the end of a sentence, and what to do about it. */
export const REFUSALS = {
  newer:
    'it was made by a newer version of Corridor Metrics. Install that version, or name another ' +
    'database',
  unreleased:
    'it was made before version 0.1.0, and this version cannot take it over. Save what you wrote ' +
    'to it with the version that made it (its .csv addresses give every row). Then name a new ' +
    'database, or delete this one, and start again'
}

/** Reads the migrations of this version, oldest first, or those in `folder`. */
export function readMigrations(engine: Engine, folder?: string): MigrationMeta[] {
  const own = new URL(`../../migrations/${engine}`, import.meta.url)
  return readMigrationFiles({ migrationsFolder: folder ?? fileURLToPath(own) })
}

/**
 * Compares the times by which both sides name their migrations. The hashes are not compared,
 * because a checkout with other line endings has other hashes. Since 0.1.0 migrations are only
 * added, so a journal that begins with other migrations is older.
 */
export function schemaVersion(applied: readonly number[], known: readonly number[]): SchemaVersion {
  if (applied.length === 0) return 'none'
  const shared = Math.min(applied.length, known.length)
  if (applied.slice(0, shared).some((time, index) => time !== known[index])) return 'unreleased'
  if (applied.length === known.length) return 'current'
  return applied.length < known.length ? 'older' : 'newer'
}

/** The version of the schema, from the rows of a journal. */
export function versionOf(
  journal: readonly JournalRow[],
  migrations: readonly MigrationMeta[]
): SchemaVersion {
  return schemaVersion(
    journal.map(({ created_at }) => Number(created_at)),
    migrations.map(({ folderMillis }) => folderMillis)
  )
}

/** The migrations that a database with this journal lacks. Throws if the database is refused. */
export function missingMigrations(
  journal: readonly JournalRow[],
  migrations: readonly MigrationMeta[]
): MigrationMeta[] {
  const version = versionOf(journal, migrations)
  if (version === 'newer' || version === 'unreleased') throw new Error(REFUSALS[version])
  return migrations.slice(journal.length)
}
