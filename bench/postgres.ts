// `npm run bench:postgres`: what a first GET costs on PostgreSQL: round trips to the server, and
// processor time of the process that serves it, beside SQLite. The rate of a machine that has two
// cores for the database, the service and the load says less. Needs wrk, and a server on which a
// database may be made (TEST_POSTGRES_URL).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { connectPostgres } from '../src/db/postgres/connect.ts'
import { postgresStore } from '../src/db/postgres/store.ts'
import type { Store } from '../src/db/store.ts'
import { openForServing } from '../src/starter/prepare.ts'
import { countRoundTrips } from '../test/helpers/round-trips.ts'
import { createDatabase, SERVER } from '../test/helpers/server-database.ts'
import { readStatements, startStatements } from './postgres-statements.ts'
import { tableOf, writeSection } from './report.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SECONDS = Number(process.env['SECONDS'] ?? 4)
const CONNECTIONS = 16
const ASKED_IN_TURN = 20
/** Each request gets another last parameter, so that no earlier answer can be used again. */
const REQUESTS = {
  '60 rows of one metric': '/v1/observations?metric=border_clearance_time&limit=60&to=',
  '2 rows by four filters':
    '/v1/observations?metric=goods_trade&subject=KAZ&partner=PAK&bound=exact&limit=2&to=',
  '60 rows by time of recording': '/v1/observations?subject=KAZ&sort=-recorded_at&limit=60&to=',
  '20 rows with names': '/v1/observations?metric=goods_trade&names=ru&limit=20&to=',
  '20 projections': '/v1/projections?subject=KAZ&limit=20&target_to='
}

type Cost = { milliseconds: number; rate: number }

const teardowns: (() => unknown)[] = []
const t = { teardown: (end: () => unknown) => void teardowns.unshift(end) }
try {
  await main()
} finally {
  for (const end of teardowns) await end()
}

async function main(): Promise<void> {
  if (!SERVER) throw new Error('TEST_POSTGRES_URL names no server; .ci/postgres start makes one')
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const url = await createDatabase(t)
  const postgres = await serve(await openForServing(url))
  const sqlite = await serve(await openForServing(`file:${join(folder, 'corridor.db')}`))
  const trips = await countTrips(url)
  const isCounted = await startStatements(url)
  const rows = []
  for (const [name, path] of Object.entries(REQUESTS)) {
    const script = join(folder, 'load.lua')
    writeFileSync(script, scriptFor(path))
    const rounds: { postgres: Cost; sqlite: Cost }[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ postgres: await load(postgres, script), sqlite: await load(sqlite, script) })
    const of = (engine: 'postgres' | 'sqlite', value: keyof Cost) =>
      median(rounds.map((round) => round[engine][value]))
    rows.push({
      'first GET': name,
      'round trips': trips.get(name) ?? Number.NaN,
      'Node ms, PostgreSQL': of('postgres', 'milliseconds').toFixed(2),
      'Node ms, SQLite': of('sqlite', 'milliseconds').toFixed(2),
      'requests a second, PostgreSQL': Math.round(of('postgres', 'rate')),
      'requests a second, SQLite': Math.round(of('sqlite', 'rate'))
    })
  }
  writeSection('postgres', [
    `${ROUNDS} rounds of ${SECONDS} s for each engine in turn, ${CONNECTIONS} connections, a new ` +
      'address each time. Node ms is the processor time of the process that serves, by request.',
    tableOf(rows)
  ])
  if (isCounted) writeSection('postgres-statements', [await readStatements(url)])
  else console.log('The server does not load pg_stat_statements (shared_preload_libraries).')
}

/** Serves a store, and gives the address. */
async function serve(store: Store): Promise<string> {
  const app = await appOn(store)
  await app.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

async function appOn(store: Store): Promise<FastifyInstance> {
  const config = readConfig({ ACCESS_LOG: 'off' }, '/dev/null')
  const app = await buildApp({ store, config, shedLoad: false })
  t.teardown(() => app.close())
  return app
}

/** The round trips of each request, when one is asked after the other. */
async function countTrips(url: string): Promise<Map<string, number>> {
  const proxy = await countRoundTrips(t, url)
  const { reading, writing, readsAtOnce = false } = connectPostgres(proxy.url)
  // Nothing watches revisions here: only reads are counted.
  const app = await appOn(postgresStore({ reading, writing, readsAtOnce }))
  const found = new Map<string, number>()
  for (const [name, path] of Object.entries(REQUESTS)) {
    await app.inject(`${path}2029-01-01`)
    await app.inject(`${path}2029-01-02`)
    const before = proxy.trips()
    for (let day = 0; day < ASKED_IN_TURN; day += 1)
      await app.inject(`${path}2030-01-${String(day + 1).padStart(2, '0')}`)
    found.set(name, (proxy.trips() - before) / ASKED_IN_TURN)
  }
  return found
}

/** Another day after 2030 each time. */
function scriptFor(path: string): string {
  const day = 'math.floor(n / 336) % 7000 + 2030, math.floor(n / 28) % 12 + 1, n % 28 + 1'
  return `local n = 0
function request() n = n + 1; return wrk.format(nil, string.format("${path}%04d-%02d-%02d", ${day})) end`
}

async function load(address: string, script: string): Promise<Cost> {
  const words = ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '-s', script, address]
  const before = process.cpuUsage()
  const output = await text(spawn('wrk', words).stdout)
  const { user, system } = process.cpuUsage(before)
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(output)
  if (failed) throw new Error(`${failed[1]} answers of ${address} failed`)
  const requests = Number(/(\d+) requests in/.exec(output)?.[1])
  return { milliseconds: (user + system) / 1_000 / requests, rate: requests / SECONDS }
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
