// `npm run bench:assessments`: a list of 1,000 projections with their assessments, beside the same
// list without, in pairs in one run. ROUNDS sets how often.
import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../src/db/sqlite/store.ts'
import type { Store } from '../src/db/store.ts'
import { listRoute } from '../src/http/list-route.ts'
import { importRows } from '../src/imports/engine/import-rows.ts'
import { FACTS } from '../src/licenses.ts'
import { listProjections } from '../src/projections/queries.ts'
import { projectionSchema } from '../src/projections/schemas.ts'
import { loadStarter } from '../src/starter/load.ts'
import { readStarter } from '../test/helpers/read-rows.ts'
import type { Asked, Took } from './ask-in-turn.ts'
import { tableOf, writeSection } from './report.ts'
import { rounded } from './running.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 60)
const PROJECTIONS = 1_000
const BUDGET = 1.5
const LISTS = {
  JSON: (list: string) => `/v1/${list}?limit=${PROJECTIONS}`,
  CSV: (list: string) => `/v1/${list}.csv?limit=${PROJECTIONS}`
}

const store = await fillStore()
const app = await buildApp({
  store,
  config: readConfig({ ACCESS_LOG: 'off' }, '/dev/null'),
  shedLoad: false
})
addPlainList(app, store)
try {
  const address = await app.listen({ port: 0 })
  writeSection('assessments-cost', [
    `The list of ${PROJECTIONS.toLocaleString('en')} projections, the starter data several times, ` +
      'with assessments and without, medians of ' +
      `${ROUNDS} answers each, asked in turn by another thread over HTTP:`,
    tableOf(await measure(address))
  ])
} finally {
  await app.close()
}

async function measure(address: string) {
  const pairs = Object.values(LISTS).map((list): [string, string] => [
    `${address}${list('projections')}`,
    `${address}${list('plain-projections')}`
  ])
  const workerData: Asked = { pairs, rounds: ROUNDS }
  const worker = new Worker(new URL('ask-in-turn.ts', import.meta.url), { workerData })
  const rows = []
  for await (const [found] of on(worker, 'message', { close: ['exit'] })) {
    const rounds: [Took, Took][] = found
    const of = (measured: (one: Took, other: Took) => number) =>
      rounded(median(rounds.map(([one, other]) => measured(one, other))))
    rows.push({
      form: Object.keys(LISTS)[rows.length] ?? '',
      'with ms': of((one) => one.milliseconds),
      'without ms': of((_, other) => other.milliseconds),
      ratio: of((one, other) => one.milliseconds / other.milliseconds),
      budget: BUDGET,
      'with kB': of((one) => one.bytes / 1_000),
      'without kB': of((_, other) => other.bytes / 1_000),
      'ratio of bytes': of((one, other) => one.bytes / other.bytes)
    })
  }
  return rows
}

/** The starter data, and its projections under other ids until there are enough. */
async function fillStore(): Promise<Store> {
  const client = connectSqlite(':memory:')
  migrateSqlite(client)
  const store = sqliteStore(client)
  await loadStarter(store)
  const { projection } = await readStarter()
  const copies = Array.from({ length: PROJECTIONS - projection.length }, (_, index) => {
    const row = projection[index % projection.length]
    if (!row) throw new Error('the starter data have no projections')
    return { ...row, id: `${row.id}-${Math.floor(index / projection.length)}` }
  })
  const time = new Date().toISOString()
  await store.transaction((snapshot) =>
    importRows(snapshot, { projection: copies }, { kind: 'bench', time })
  )
  return store
}

/** The list as it was before there were assessments. */
function addPlainList(app: FastifyInstance, store: Store): void {
  listRoute(app, store, '/v1/plain-projections', {
    operationId: 'listPlainProjections',
    tag: 'projections',
    summary: 'Projections without their assessments',
    description: 'Only for this measurement.',
    query: {},
    item: projectionSchema.omit({
      assessment: true,
      metric_name: true,
      subject_name: true,
      partner_name: true
    }),
    license: FACTS,
    rows: listProjections,
    key: ({ id }) => [id]
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
