// The real app on a real database in memory, fresh for every test.
import type SQLite from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'
import type { Store } from '../../src/db/store.ts'
import { NO_TELEMETRY, type Telemetry } from '../../src/telemetry/telemetry.ts'
import { lendApp } from './lent-app.ts'
import { postgresTestStore } from './postgres.ts'
import { emptyDatabase, starterDatabase } from './starter.ts'

export { emptyDatabase, starterDatabase }

export type TestStore = { store: Store; client: SQLite.Database }

/** A store of its own for one test, closed when the test ends. */
export async function buildTestStore(
  t: Test,
  { data = 'none' }: { data?: 'none' | 'starter' } = {}
): Promise<TestStore> {
  const made = await freshStore(data)
  t.teardown(() => made.store.close())
  return made
}

/** TEST_ENGINE names the engine: SQLite unless told (test/db/engines). Only SQLite has a client. */
async function freshStore(data: 'none' | 'starter' | Buffer): Promise<TestStore> {
  const engine = process.env['TEST_ENGINE']
  if (!Buffer.isBuffer(data) && (engine === 'pglite' || engine === 'postgres'))
    return { store: await postgresTestStore(engine, data), client: undefined as never }
  const bytes = { none: emptyDatabase, starter: starterDatabase }
  const client = connectSqlite(Buffer.isBuffer(data) ? data : await bytes[data]())
  return { store: sqliteStore(client), client }
}

export type TestApp = TestStore & { app: FastifyInstance }

/**
 * The app on a store of its own. `data: 'starter'` has the starter data, `'none'` nothing: use
 * `insertRows`; the bytes of an SQLite database are copied. Settings as environment variables.
 * Without them the app is lent, unless it must be its `own`: to listen, to close or to add to it.
 */
export async function buildTestApp(
  t: Test,
  {
    data = 'none',
    own = false,
    settings,
    telemetry
  }: {
    data?: 'none' | 'starter' | Buffer
    own?: boolean
    settings?: Partial<Record<keyof Config, string>>
    telemetry?: Telemetry
  } = {}
): Promise<TestApp> {
  const { store, client } = await freshStore(data)
  const build = (store: Store) =>
    buildApp({
      store,
      config: readConfig({ ACCESS_LOG: 'off', ...settings }, '/dev/null'),
      telemetry: telemetry ?? NO_TELEMETRY,
      shedLoad: false,
      checkAnswers: true
    })
  if (!own && !settings && !telemetry) return { app: await lendApp(t, store, build), store, client }
  const app = await build(store)
  t.teardown(() => app.close())
  return { app, store, client }
}
