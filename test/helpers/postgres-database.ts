// Makes a separate database for each test on the server that TEST_POSTGRES_URL names, for tests
// that start processes, take locks or count connections.
import pg from 'pg'
import root, { type Test } from 'tap'
import { openForServing } from '../../src/starter/prepare.ts'

const SERVER = process.env['TEST_POSTGRES_URL']
/** For `skip` of tap: the reason if there is no server. */
export const skipWithoutServer = SERVER ? false : 'TEST_POSTGRES_URL is not set'

let made = 0
let template: Promise<string> | undefined

/**
 * Makes a database, empty or with the starter data, and returns its URL. The database is dropped
 * when the test ends.
 */
export async function databaseFor(
  t: Test,
  { data }: { data: 'none' | 'starter' }
): Promise<string> {
  const name = nextName()
  const source = data === 'starter' ? await starterDatabase() : 'template1'
  await execute(serverUrl(), `CREATE DATABASE ${name} TEMPLATE ${source}`)
  t.teardown(() => drop(name))
  return serverUrl(name)
}

/**
 * Runs statements on a database, on a separate connection, and returns the rows of the last one.
 */
export async function execute(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  // The database may be dropped while the connection is open.
  client.on('error', () => {})
  await client.connect()
  try {
    const results = [await client.query(text)].flat()
    return results.at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}

/** The URL of a database on the server; by default, that of TEST_POSTGRES_URL. */
export function serverUrl(database?: string): string {
  const url = new URL(SERVER ?? 'postgres://')
  if (database) url.pathname = database
  return url.href
}

/** Loaded once for each test file, then copied. */
function starterDatabase(): Promise<string> {
  template ??= (async () => {
    const name = nextName()
    await execute(serverUrl(), `CREATE DATABASE ${name}`)
    root.teardown(() => drop(name))
    await (await openForServing(serverUrl(name))).close()
    return name
  })()
  return template
}

function nextName(): string {
  made += 1
  return `corridor_test_${process.pid}_${made}`
}

async function drop(name: string): Promise<void> {
  await execute(serverUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
