// Which migrations a database has had, next to those that this version brings. Both engines keep
// the same journal and take or refuse a database by the same rule.
import { fileURLToPath } from 'node:url'
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { readMigrationFiles } from './orm.ts'
import type { Engine } from './store.ts'

/** The table of drizzle's own migrator: a row for each migration that was applied. */
export const JOURNAL = '__drizzle_migrations'
/** What was applied, oldest first. Names are those of the columns. */
export const READ_JOURNAL = `SELECT created_at FROM ${JOURNAL} ORDER BY created_at`
export type JournalRow = { created_at?: unknown }

/**
 * How the schema of a database stands to the one of this version: `none` where no migration was
 * applied, `unreleased` where migrations were applied that no released version has.
 */
export type SchemaVersion = 'none' | 'older' | 'current' | 'newer' | 'unreleased'

/** Why a database cannot be taken, as the end of a sentence, and what to do about it. */
export const REFUSALS = {
  newer:
    'it was made by a newer version of Corridor Metrics. Install that version, or name another ' +
    'database',
  unreleased:
    'it was made before version 0.1.0, and this version cannot take it over. Save what you wrote ' +
    'to it with the version that made it (its .csv addresses give every row). Then name a new ' +
    'database, or delete this one, and start again'
}

/** The migrations of this version, oldest first; those in `folder` where one is given. */
export function readMigrations(engine: Engine, folder?: string): MigrationMeta[] {
  const own = new URL(`../../migrations/${engine}`, import.meta.url)
  return readMigrationFiles({ migrationsFolder: folder ?? fileURLToPath(own) })
}

/**
 * Compares the times by which both sides name their migrations. The hashes beside them are not
 * compared: another line ending of the checkout gives another hash. From 0.1.0 on migrations are
 * only added, so whatever does not begin as the known ones do is from before.
 */
export function schemaVersion(applied: readonly number[], known: readonly number[]): SchemaVersion {
  if (applied.length === 0) return 'none'
  const shared = Math.min(applied.length, known.length)
  if (applied.slice(0, shared).some((time, index) => time !== known[index])) return 'unreleased'
  if (applied.length === known.length) return 'current'
  return applied.length < known.length ? 'older' : 'newer'
}

/** The version that the rows of a journal tell. */
export function versionOf(
  journal: readonly JournalRow[],
  migrations: readonly MigrationMeta[]
): SchemaVersion {
  return schemaVersion(
    journal.map(({ created_at }) => Number(created_at)),
    migrations.map(({ folderMillis }) => folderMillis)
  )
}

/** The migrations that a database with this journal lacks. Throws where it cannot be taken. */
export function missingMigrations(
  journal: readonly JournalRow[],
  migrations: readonly MigrationMeta[]
): MigrationMeta[] {
  const version = versionOf(journal, migrations)
  if (version === 'newer' || version === 'unreleased') throw new Error(REFUSALS[version])
  return migrations.slice(journal.length)
}
