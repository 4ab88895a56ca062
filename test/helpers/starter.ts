// The starter data, loaded once in each process. Each user gets a copy of the bytes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import { loadStarter } from '../../src/starter/load.ts'

let empty: Buffer | undefined
let starter: Buffer | undefined

/** A migrated database without rows. */
export function emptyDatabase(): Buffer {
  if (!empty) {
    const client = connectSqlite(':memory:')
    migrateSqlite(client)
    empty = client.serialize()
    client.close()
  }
  return empty
}

/** A database with the starter data. */
export async function starterDatabase(): Promise<Buffer> {
  if (!starter) {
    const client = connectSqlite(emptyDatabase())
    const store = sqliteStore(client)
    await loadStarter(store)
    starter = client.serialize()
    await store.close()
  }
  return starter
}

/** Writes a file for one test, like the first start of the service, and returns its path. */
export async function starterFile(t: Pick<Test, 'testdir'>): Promise<string> {
  const file = join(t.testdir(), 'corridor.db')
  writeFileSync(file, await starterDatabase())
  return file
}
