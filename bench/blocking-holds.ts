// Measures how long each request holds the event loop: the most processor time between two turns of
// it. Processor time, because other work on the machine does not count then. bench/blocking.ts runs
// it as `node bench/blocking-holds.ts DATABASE THREADS` and reads one line of JSON for each
// request.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { openPrepared } from '../src/db/open.ts'
import { startReaders } from '../src/server/readers/pool.ts'
import { SHAPES } from './blocking-shapes.ts'
import type { Fetched } from './fetch-thread.ts'

const ROUNDS = 3
const CLIENT = new URL('./fetch-thread.ts', import.meta.url)
const PATIENCE_MS = 10

export type Hold = { path: string; status: number; bytes: number; hold: number; ms: number }

const [, , file = '', threads = '1'] = process.argv
const databaseUrl = `file:${file}`
const readers =
  threads === '0'
    ? undefined
    : startReaders({ databaseUrl, replicaUrls: [] }, { threads: Number(threads), seconds: 60 })
const app = await buildApp({
  store: await openPrepared(databaseUrl),
  config: readConfig({ DATABASE_URL: databaseUrl, ACCESS_LOG: 'off' }, '/dev/null'),
  shedLoad: false,
  readers
})
const address = await app.listen({ port: 0 })
// The client has a thread of its own, so that the event loop does nothing but serve.
const client = new Worker(CLIENT, { workerData: address })

let longest = 0
let last = process.threadCpuUsage()
const watch = () => {
  const { user, system } = process.threadCpuUsage(last)
  longest = Math.max(longest, (user + system) / 1_000)
  last = process.threadCpuUsage()
}
let isMeasuring = false
const turn = () => {
  watch()
  if (isMeasuring) setImmediate(turn)
}

for (const path of SHAPES) {
  // The first request makes statements and compiles code, which no later one does.
  await ask(path)
  const rounds: Hold[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(path))
  rounds.sort((one, other) => one.hold - other.hold)
  console.log(JSON.stringify(rounds[Math.floor(ROUNDS / 2)]))
}
await client.terminate()
await app.close()

async function measure(path: string): Promise<Hold> {
  isMeasuring = true
  last = process.threadCpuUsage()
  turn()
  longest = 0
  const fetched = await ask(path)
  isMeasuring = false
  await pause(PATIENCE_MS)
  return { path, ...fetched, hold: longest }
}

async function ask(path: string): Promise<Fetched> {
  client.postMessage(path)
  const [fetched] = await once(client, 'message')
  return fetched
}
