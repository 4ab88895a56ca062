// What a first GET costs on PostgreSQL: round trips, and the processor time of Node.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { absentRow, type Budget, limitRow } from './budgets.ts'
import { firstPage } from './first.ts'
import { ROUNDS, send, WARM_UP_SECONDS } from './load.ts'
import { addressOf, processorMs, run, SERVICE, settingsFor, stop } from './running.ts'
import { SERVER_CORE, STARTER_METRIC, type World } from './world.ts'

const [TRIPS_MOST, MS_MOST] = [2, 1]
const COUNTED_REQUESTS = 200
const WORK = {
  trips: 'PostgreSQL: round trips of a first GET',
  ms: 'PostgreSQL: processor time of Node for a first GET, beside SQLite'
}

export async function measurePostgres(world: World, server: string | undefined) {
  if (!server) return absent('not measured: `TEST_POSTGRES_URL` names no server')
  const trips = await countTrips(server)
  const [ours, beside] = [await processorTime(server), await processorTime(`file:${world.plain}`)]
  return [
    limitRow(WORK.trips, trips, TRIPS_MOST, ''),
    limitRow(WORK.ms, ours, MS_MOST, 'ms', beside)
  ]
}

function absent(why: string): Budget[] {
  return [absentRow(WORK.trips, `≤ ${TRIPS_MOST}`, why), absentRow(WORK.ms, `≤ ${MS_MOST} ms`, why)]
}

/** The processor time of one process for a request, when what is hot is compiled. */
async function processorTime(database: string): Promise<number> {
  const child = run(SERVICE, settingsFor(database), SERVER_CORE)
  const page = firstPage(await addressOf(child), STARTER_METRIC)
  await send(page, WARM_UP_SECONDS)
  const before = processorMs(child)
  let requests = 0
  for (let round = 0; round < ROUNDS; round += 1) requests += (await send(page)).requests
  const ms = (processorMs(child) - before) / requests
  await stop(child)
  return ms
}

/**
 * Counts how often the service waits for the server: bytes that it sends after bytes that it got,
 * on one connection. What it asks by itself once a second is a small part of it.
 */
async function countTrips(server: string): Promise<number> {
  let trips = 0
  const { hostname, port } = new URL(server)
  const proxy = createServer((client) => {
    let isAnswered = true
    const upstream = connect(Number(port), hostname)
    client.on('data', () => {
      if (isAnswered) trips += 1
      isAnswered = false
    })
    upstream.on('data', () => {
      isAnswered = true
    })
    client.on('error', () => upstream.destroy()).pipe(upstream)
    upstream.on('error', () => client.destroy()).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const through = new URL(server)
  through.port = String((proxy.address() as AddressInfo).port)
  const child = run(SERVICE, settingsFor(through.href))
  const { url } = firstPage(await addressOf(child), STARTER_METRIC)
  const ask = async (index: number) =>
    (await fetch(`${url}&to=${2030 + index}-01-01`)).arrayBuffer()
  await ask(0)
  const before = trips
  for (let index = 1; index <= COUNTED_REQUESTS; index += 1) await ask(index)
  const found = (trips - before) / COUNTED_REQUESTS
  await stop(child)
  proxy.close()
  return found
}
