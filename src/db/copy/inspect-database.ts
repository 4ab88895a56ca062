// Looks at a database before anything is opened for writing: which version made it, and whether it
// holds rows.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from '../orm.ts'
import { connectSqlite } from '../sqlite/store.ts'
import type { Engine } from '../store.ts'
import { databaseFile, isPostgres } from '../url.ts'

/** Runs one statement and gives its rows; all an inspection needs of an engine. */
export type Ask = (text: string) => Promise<Record<string, unknown>[]>
export type Inspection = {
  /**
   * The version of its schema next to this code's, or `none` where it has no tables of the service.
   */
  version: 'none' | 'older' | 'current' | 'newer'
  /** A table that holds rows. The migrations journal does not count. */
  filled: string | undefined
}

const JOURNAL = '__drizzle_migrations'
const TABLES: Record<Engine, string> = {
  sqlite:
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY " +
    'name',
  postgres:
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename'
}

/**
 * What a database holds, without changing it. A file that is not there holds nothing, and is not
 * made.
 */
export async function inspectDatabase(url: string): Promise<Inspection> {
  if (isPostgres(url))
    return (await import('../postgres/open.ts')).askPostgres(url, (ask) => inspect('postgres', ask))
  const file = databaseFile(url)
  if (!existsSync(file)) return { version: 'none', filled: undefined }
  const client = connectSqlite(file, { readonly: true })
  try {
    return await inspect('sqlite', async (text) =>
      client.prepare<[], Record<string, unknown>>(text).all()
    )
  } finally {
    client.close()
  }
}

async function inspect(engine: Engine, ask: Ask): Promise<Inspection> {
  const names = (await ask(TABLES[engine])).map(({ name }) => String(name))
  const version = names.includes(JOURNAL) ? await versionIn(engine, ask) : 'none'
  return { version, filled: await firstFilled(names, ask) }
}

async function versionIn(engine: Engine, ask: Ask): Promise<Inspection['version']> {
  const [journal] = await ask(`SELECT max(created_at) AS newest FROM ${JOURNAL}`)
  const applied = Number(journal?.['newest'] ?? 0)
  const folder = fileURLToPath(new URL(`../../../migrations/${engine}`, import.meta.url))
  const known = Math.max(
    ...readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis)
  )
  if (applied === 0) return 'none'
  if (applied === known) return 'current'
  return applied < known ? 'older' : 'newer'
}

async function firstFilled(names: string[], ask: Ask): Promise<string | undefined> {
  for (const name of names.filter((one) => one !== JOURNAL)) {
    const rows = await ask(`SELECT 1 FROM "${name.replaceAll('"', '""')}" LIMIT 1`)
    if (rows.length > 0) return name
  }
  return undefined
}
