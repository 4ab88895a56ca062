// Inspects a database before it is opened for writing: which version made it, and whether it holds
// rows.
import { existsSync } from 'node:fs'
import {
  JOURNAL,
  READ_JOURNAL,
  readMigrations,
  type SchemaVersion,
  versionOf
} from '../migrations.ts'
import { connectSqlite } from '../sqlite/connect.ts'
import type { Engine } from '../store.ts'
import { databaseFile, isPostgres } from '../url.ts'

/** Runs one statement and returns its rows; an inspection needs nothing else of an engine. */
export type Ask = (text: string) => Promise<Record<string, unknown>[]>
export type Inspection = {
  /** `none` if it has no tables of the service. */
  version: SchemaVersion
  /** The name of a table that holds rows, except for the journal of migrations. */
  filled: string | undefined
}

const TABLES: Record<Engine, string> = {
  sqlite:
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY " +
    'name',
  postgres:
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename'
}

/**
 * Inspects a database without changing it. A file that does not exist holds nothing, and is not
 * created.
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
  const version = names.includes(JOURNAL)
    ? versionOf(await ask(READ_JOURNAL), readMigrations(engine))
    : 'none'
  return { version, filled: await firstFilled(names, ask) }
}

async function firstFilled(names: string[], ask: Ask): Promise<string | undefined> {
  for (const name of names.filter((one) => one !== JOURNAL)) {
    const rows = await ask(`SELECT 1 FROM "${name.replaceAll('"', '""')}" LIMIT 1`)
    if (rows.length > 0) return name
  }
  return undefined
}
