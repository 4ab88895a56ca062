// Migrates a PostgreSQL database to the schema of this version.
import type { MigrationMeta } from 'drizzle-orm/migrator'
import { JOURNAL, missingMigrations, READ_JOURNAL, readMigrations } from '../migrations.ts'
import type { Pool } from './connections.ts'
import { WRITE_LOCK } from './store.ts'

/**
 * Applies the missing migrations, all or none, under the lock of the writers. Without it, processes
 * that start at once on an empty database would all find it empty. The lock ends with the
 * transaction, however the transaction ends.
 */
export async function migratePostgres(pool: Pool, folder?: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${WRITE_LOCK})`)
    await refuseReplica(client)
    await applyMissing(client, readMigrations('postgres', folder))
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    client.release(true)
    throw error
  }
}

type Client = Awaited<ReturnType<Pool['connect']>>

/**
 * Refuses a replica as the primary. Without missing migrations it would seem to work until the
 * first write, and it would show revisions late.
 */
async function refuseReplica(client: Client): Promise<void> {
  const { rows } = await client.query('SHOW transaction_read_only')
  if (rows[0]?.transaction_read_only !== 'on') return
  throw new Error(
    'it can only be read. Name the primary in DATABASE_URL, and replicas in DATABASE_REPLICA_URLS'
  )
}

async function applyMissing(client: Client, migrations: MigrationMeta[]): Promise<void> {
  // The journal is looked for first: if nothing is missing, a role that may only read and write
  // rows is enough.
  const { rows: found } = await client.query(
    `SELECT to_regclass('${JOURNAL}') IS NOT NULL AS found`
  )
  if (!found[0]?.found)
    await client.query(
      `CREATE TABLE ${JOURNAL} (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)`
    )
  const { rows: journal } = await client.query(READ_JOURNAL)
  for (const { sql, hash, folderMillis } of missingMigrations(journal, migrations)) {
    for (const statement of sql) await client.query(statement)
    await client.query(`INSERT INTO ${JOURNAL} (hash, created_at) VALUES ($1, $2)`, [
      hash,
      folderMillis
    ])
  }
}
