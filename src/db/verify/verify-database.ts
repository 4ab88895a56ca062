// Reads a whole database and says what is wrong with it. Changes nothing.
import { existsSync } from 'node:fs'
import { findDamage } from '../backup/find-damage.ts'
import type { Ask } from '../copy/inspect-database.ts'
import { connectSqlite } from '../sqlite/store.ts'
import { databaseFile, isPostgres } from '../url.ts'
import { checkOwn, type Finding, SHOWN_MAX } from './own-checks.ts'

/** Runs all checks in one snapshot; the service may go on. Throws if there is no such database. */
export async function verifyDatabase(url: string): Promise<Finding[]> {
  return isPostgres(url) ? verifyPostgres(url) : verifySqlite(databaseFile(url))
}

async function verifySqlite(file: string): Promise<Finding[]> {
  if (!existsSync(file)) throw new Error('it does not exist')
  const client = connectSqlite(file, { readonly: true })
  try {
    client.exec('BEGIN')
    const rows = client.prepare<[], number>('PRAGMA page_count').pluck().get() ?? 0
    const pages = { check: 'pages, indexes and references', rows, wrong: findDamage(client) }
    // Pages that are damaged would only fail again.
    if (pages.wrong.length > 0) return [pages]
    const ask: Ask = async (text) => client.prepare<[], Record<string, unknown>>(text).all()
    return [pages, ...(await checkOwn(ask))]
  } finally {
    client.close()
  }
}

async function verifyPostgres(url: string): Promise<Finding[]> {
  const { askPostgres } = await import('../postgres/open.ts')
  return askPostgres(url, async (ask) => {
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return [await checkReferences(ask), await checkIndexes(ask), ...(await checkOwn(ask))]
  })
}

/** The server keeps references right by itself, unless somebody has told it not to. */
async function checkReferences(ask: Ask): Promise<Finding> {
  const found = await ask(
    "SELECT conname AS name, convalidated AS holds FROM pg_constraint WHERE contype = 'f' AND " +
      'connamespace = current_schema()::regnamespace ORDER BY conname'
  )
  const wrong = found.filter(({ holds }) => holds !== true)
  return {
    check: 'references',
    rows: found.length,
    wrong: wrong.slice(0, SHOWN_MAX).map(({ name }) => `${name} was never checked`)
  }
}

/** Indexes are read by the extension amcheck, if the database has it. */
async function checkIndexes(ask: Ask): Promise<Finding> {
  const [extension] = await ask(
    "SELECT extnamespace::regnamespace::text AS home FROM pg_extension WHERE extname = 'amcheck'"
  )
  if (!extension)
    return { check: 'indexes (not read: CREATE EXTENSION amcheck)', rows: 0, wrong: [] }
  const indexes = await ask(
    'SELECT i.indexrelid::regclass::text AS name FROM pg_index AS i JOIN pg_class AS c ON ' +
      'c.oid = i.indexrelid JOIN pg_am AS a ON a.oid = c.relam WHERE ' +
      "a.amname = 'btree' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1"
  )
  const wrong: string[] = []
  for (const { name } of indexes) {
    const literal = `'${String(name).replaceAll("'", "''")}'::regclass`
    const failure = await ask(`SELECT ${extension['home']}.bt_index_check(${literal}, true)`).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error))
    )
    if (failure === undefined) continue
    wrong.push(`${name}: ${failure}`)
    // An error ends the transaction.
    await ask('ROLLBACK')
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  }
  return { check: 'indexes', rows: indexes.length, wrong: wrong.slice(0, SHOWN_MAX) }
}
