// Reads a whole database and says what is wrong with it. Changes nothing.
import { existsSync } from 'node:fs'
import type { Ask } from '../copy/inspect-database.ts'
import { openSource } from '../open.ts'
import type { Snapshot } from '../store.ts'
import { databaseFile, isPostgres } from '../url.ts'
import { attempt, type Finding, SHOWN_MAX } from './finding.ts'
import { checkOwn } from './own-checks.ts'
import { verifySqlite } from './verify-sqlite.ts'

/** Checks that need more than the database knows, by name. */
export type MoreChecks = Record<
  string,
  (snapshot: Snapshot) => Promise<Omit<Finding, 'check' | 'of'>>
>

/**
 * Runs all checks, also after one has found something; the service may go on. Throws if there is
 * no such database.
 */
export async function verifyDatabase(url: string, more: MoreChecks = {}): Promise<Finding[]> {
  if (!isPostgres(url) && !existsSync(databaseFile(url))) throw new Error('it does not exist')
  const found = await (isPostgres(url) ? verifyPostgres(url) : verifySqlite(databaseFile(url)))
  return [...found, ...(await runMore(url, more))]
}

/** Each check has one snapshot. */
async function runMore(url: string, more: MoreChecks): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [check, run] of Object.entries(more))
    findings.push(
      await attempt({ check, of: 'computed' }, async () => {
        const store = await openSource(url)
        try {
          return await store.snapshotApart(run)
        } finally {
          await store.close()
        }
      })
    )
  return findings
}

async function verifyPostgres(url: string): Promise<Finding[]> {
  const { askPostgres } = await import('../postgres/open.ts')
  return askPostgres(url, async (ask) => {
    await begin(ask)
    // An error ends the transaction.
    const askOn: Ask = (text) =>
      ask(text).catch(async (error: unknown) => {
        await ask('ROLLBACK')
        await begin(ask)
        throw error
      })
    return [await checkReferences(ask), await checkIndexes(askOn), ...(await checkOwn(askOn))]
  })
}

async function begin(ask: Ask): Promise<void> {
  await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
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
    of: 'data',
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
    return { check: 'indexes (not read: CREATE EXTENSION amcheck)', of: 'data', rows: 0, wrong: [] }
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
    if (failure !== undefined) wrong.push(`${name}: ${failure}`)
  }
  return { check: 'indexes', of: 'data', rows: indexes.length, wrong: wrong.slice(0, SHOWN_MAX) }
}
