// The real app on a real database in memory, fresh for every test.
import type SQLite from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { connectSqlite, sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Store } from '../../src/db/store.ts'
import { postgresTestStore } from './postgres.ts'
import { emptyDatabase, starterDatabase } from './starter.ts'

export { emptyDatabase, starterDatabase }

export type TestStore = { store: Store; client: SQLite.Database }

/** Makes a store for one test, and closes it when the test ends. */
export async function buildTestStore(
  t: Test,
  { data = 'none' }: { data?: 'none' | 'starter' } = {}
): Promise<TestStore> {
  const made = await freshStore(data)
  t.teardown(() => made.store.close())
  return made
}

/**
 * TEST_ENGINE names the engine; the default is SQLite (test/db/engines). Only SQLite has a client.
 */
async function freshStore(data: 'none' | 'starter'): Promise<TestStore> {
  const engine = process.env['TEST_ENGINE']
  if (engine === 'pglite' || engine === 'postgres')
    return { store: await postgresTestStore(engine, data), client: undefined as never }
  const client = connectSqlite(data === 'starter' ? await starterDatabase() : emptyDatabase())
  return { store: sqliteStore(client), client }
}

export type TestApp = TestStore & { app: FastifyInstance }

/**
 * Makes the app on its own store. `data: 'starter'` gives the starter data; `'none'` gives no rows:
 * use `insertRows`. Settings are given as environment variables.
 */
export async function buildTestApp(
  t: Test,
  {
    data = 'none',
    settings = {}
  }: { data?: 'none' | 'starter'; settings?: Partial<Record<keyof Config, string>> } = {}
): Promise<TestApp> {
  const { store, client } = await freshStore(data)
  const app = await buildApp({
    store,
    config: readConfig({ ACCESS_LOG: 'off', ...settings }, '/dev/null'),
    shedLoad: false
  })
  t.teardown(() => app.close())
  return { app, store, client }
}
