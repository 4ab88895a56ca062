// Makes a database for one test, on the PostgreSQL server that TEST_POSTGRES_URL names.
import pg from 'pg'
import type { Test } from 'tap'

export const SERVER = process.env['TEST_POSTGRES_URL']
/** Options for `t.test`: skip, with the reason, if there is no server. */
export const NEEDS_SERVER = SERVER ? {} : { skip: 'TEST_POSTGRES_URL is not set' }

/** Creates an empty database and returns its URL. The database is dropped when the test ends. */
export async function createDatabase(t: Pick<Test, 'teardown'>): Promise<string> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`
  await runOnServer(`CREATE DATABASE ${name}`)
  t.teardown(() => runOnServer(`DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(SERVER ?? '')
  url.pathname = name
  return url.href
}

export async function runOnServer(text: string): Promise<void> {
  const client = new pg.Client(SERVER)
  await client.connect()
  await client.query(text).finally(() => client.end())
}
