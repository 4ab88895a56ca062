// PostgreSQL for tests: one database for each process, with two schemas. One is empty, and one has
// the starter data. A schema is restored only if a test has written to it.
import { PGlite } from '@electric-sql/pglite'
import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import root from 'tap'
import { connectPostgres } from '../../src/db/postgres/connect.ts'
import { migratePostgres } from '../../src/db/postgres/migrate.ts'
import { tables } from '../../src/db/postgres/schema.ts'
import { type Pool, postgresStore } from '../../src/db/postgres/store.ts'
import type { Store } from '../../src/db/store.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { poolOf } from './pglite.ts'
import { databaseFor } from './postgres-database.ts'

export type Data = 'none' | 'starter'
type Pools = { reading: Pool; writing: Pool; readsAtOnce?: boolean }
type Prepared = Record<Data, Pools & { changed: boolean }>

// Parents before children, as defineTables lists them.
const NAMES = Object.values(tables).map((table) => `"${getTableName(table as unknown as PgTable)}"`)
// DELETE is faster than TRUNCATE, because a test has few rows and TRUNCATE makes new files for each
// table and index.
const EMPTY = NAMES.toReversed().map((name) => `DELETE FROM ${name}`)
const REFILL = NAMES.map((name) => `INSERT INTO ${name} SELECT * FROM kept.${name}`)

let prepared: Promise<Prepared> | undefined

/**
 * A store with the data asked for. Tests of one process must run one after the other, because they
 * share the database.
 */
export async function postgresTestStore(engine: 'pglite' | 'postgres', data: Data): Promise<Store> {
  prepared ??= prepare(engine)
  const schema = (await prepared)[data]
  if (schema.changed)
    await run(schema.writing, [...EMPTY, ...(data === 'starter' ? REFILL : [])].join(';'))
  schema.changed = false
  const store = postgresStore({
    ...schema,
    reading: lent(schema.reading),
    writing: lent(schema.writing)
  })
  await store.snapshot(async () => {})
  return {
    ...store,
    transaction: (write) => {
      schema.changed = true
      return store.transaction(write)
    }
  }
}

/** The pool stays open when the store is closed. */
function lent(pool: Pool): Pool {
  return { connect: () => pool.connect(), end: async () => {} }
}

async function prepare(engine: 'pglite' | 'postgres'): Promise<Prepared> {
  const connect = engine === 'pglite' ? await pglite() : await server()
  const none = connect('public')
  const starter = connect('starter')
  for (const schema of ['kept', 'starter', 'public'])
    await run(none.writing, `DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  await run(none.writing, 'CREATE SCHEMA public')
  await migratePostgres(none.writing)
  await loadStarter(postgresStore(none))
  // Migrations name the schema public. So their tables are moved to another schema, and then made
  // again.
  const keep = NAMES.map((name) => `CREATE TABLE kept.${name} AS TABLE starter.${name}`)
  await run(
    none.writing,
    [
      'ALTER SCHEMA public RENAME TO starter',
      'CREATE SCHEMA public',
      'CREATE SCHEMA kept',
      ...keep
    ].join(';')
  )
  await migratePostgres(none.writing)
  return { none: { ...none, changed: false }, starter: { ...starter, changed: false } }
}

async function pglite(): Promise<(schema: string) => Pools> {
  const pool = poolOf(await PGlite.create())
  return (schema) => {
    const inSchema: Pool = {
      end: async () => {},
      async connect() {
        const client = await pool.connect()
        await client.query(`SET search_path = ${schema}`)
        return client
      }
    }
    return { reading: inSchema, writing: inSchema }
  }
}

/** A database for this process, because test files run at the same time. */
async function server(): Promise<(schema: string) => Pools> {
  const url = await databaseFor(root, { data: 'none' })
  return (schema) => {
    const {
      reading,
      writing,
      readsAtOnce = false
    } = connectPostgres(`${url}?options=-c%20search_path%3D${schema}`)
    return { reading, writing, readsAtOnce }
  }
}

async function run(pool: Pool, text: string): Promise<void> {
  const client = await pool.connect()
  await client.query(text).finally(() => client.release())
}

/** Makes a revision without changes, and returns its number. */
export function addRevision(store: Store): Promise<number> {
  return store.transaction(async (snapshot) => {
    const revision = snapshot.revision + 1
    const time = '2027-01-01T00:00:00Z'
    const row = {
      revision,
      kind: 'test',
      started: time,
      finished: time,
      state: 'done' as const,
      counts: {},
      checksum: 'x'
    }
    await snapshot.db.insert(snapshot.tables.imports).values(row)
    return revision
  })
}
