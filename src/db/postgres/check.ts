// Finds out whether a PostgreSQL database can be read, on a connection that no request holds.
import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { PoolClient } from 'pg'
import { DatabaseUnavailable, NotReady, newestIn, SELECT_NEWEST } from '../store.ts'
import { codeOf } from './errors.ts'
import { tables } from './schema.ts'
import type { Pool } from './store.ts'

/** Tables that are left when this time is over are not read. */
const TABLES_MS_MAX = 1_000
/** Damaged tables and indexes. */
const DAMAGED = 'XX00'
const LOCKED = '55P03'

const READ_TABLES = Object.values(tables).map(
  // The tables of the schema are typed as those of SQLite; see schema.ts.
  (table) => `SELECT * FROM "${getTableName(table as unknown as PgTable)}" LIMIT 1`
)

/**
 * Reads a row of each table. Throws if there is no answer or no revision, or if a table is damaged.
 * A table that somebody has locked is left out: the lock passes, and the others can be read.
 */
export async function checkTables(pool: Pool): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable(error)
  })
  let isAlive = false
  try {
    const { rows } = await client.query(SELECT_NEWEST)
    if (newestIn(rows[0]).revision === 0) throw new NotReady('The database holds no data yet.')
    const until = performance.now() + TABLES_MS_MAX
    for (const text of READ_TABLES) if (performance.now() < until) await readOne(client, text)
    isAlive = true
  } finally {
    client.release(!isAlive)
  }
}

async function readOne(client: PoolClient, text: string): Promise<void> {
  try {
    await client.query(text)
  } catch (error) {
    const code = codeOf(error)
    if (code === LOCKED) return
    if (!code.startsWith(DAMAGED)) throw error
    throw new NotReady('A table of the database is damaged.', { cause: error })
  }
}
