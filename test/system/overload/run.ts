// `npm run test:overload`: more connections than the service can answer, and readers that read
// nothing. Only 200, 304, 429 and 503 may come, new connections of others are served meanwhile, the
// memory stays bounded, and afterwards all is as before.
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { starterDatabase } from '../../helpers/starter.ts'
import { type Server, startServer } from '../../server/process.ts'
import { type Answer, ask, type Counts, type Load } from './asking.ts'
import { repeatClaims, stall } from './stalled.ts'

const LOAD_MS = 8_000
/** Sixteen connections already keep the service busy. */
const BUSY = 16
const OVERLOAD = 600
const READERS = 300
/** Those that are cut after ten seconds, and time to notice that. */
const READERS_GO_MS = 30_000
/** Sockets that the service may open besides. */
const SPARE_SOCKETS = 5
const GROWTH_MIB_MAX = 128
const RECOVERY_MS_MAX = 5_000
/** How much longer a new connection waits than on the idle service. */
const WAIT_MS_MAX = 1_000
/** Full speed, but for what else this machine does meanwhile. */
const FULL_SPEED = 0.8
const SPEED_MS = 1_000
/** No two loads ask for the same pages. */
const PAGES_OF_A_LOAD = 40_000

const addresses = (subnet: number, count: number) =>
  Array.from({ length: count }, (_, n) => `127.0.${subnet}.${n + 1}`)

const endings: (() => unknown)[] = []
const failures: string[] = []
let passed = 0
let loads = 0
try {
  await main()
} finally {
  for (const end of endings.toReversed()) await end()
}
for (const failure of failures) console.error(`failed: ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'overload-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'corridor.db')
  writeFileSync(file, await starterDatabase())
  repeatClaims(file)
  const t = { teardown: (end: () => unknown) => void endings.push(end) }
  const server = await startServer(t, file, { ACCESS_LOG: 'off' })

  const idle = await newConnections(server, 2_000)
  print('idle', {}, idle)
  const usual = await speed(server, 3 * SPEED_MS)
  tell(`usual speed: ${Math.round(usual)} answers a second`)
  await overload(server, worst(idle))
  await recover(server, usual)
  await stalledReaders(server, worst(idle))
}

function expect(holds: boolean, what: string): void {
  if (holds) passed += 1
  else failures.push(what)
}

async function overload(server: Server, idleMs: number): Promise<void> {
  const { port } = server
  const all = { port, addresses: addresses(2, 12), connections: OVERLOAD / 12, ms: LOAD_MS }
  // One address has more connections than it may have requests under way.
  const greedy = { port, addresses: addresses(3, 1), connections: 150, ms: LOAD_MS }
  const [many, one, probes] = await Promise.all([
    loadFrom(all),
    loadFrom(greedy),
    newConnections(server, LOAD_MS)
  ])
  print('overload', many.counts, probes)
  print('one client', one.counts, [])
  expectOnly('overload', [200, 304, 429, 503], many)
  expectOnly('one client', [200, 304, 429, 503], one)
  expect(
    (one.counts[429] ?? 0) > 0,
    'one client with 150 connections is told that they are too many'
  )
  expect(!many.counts[429], 'nobody else is told so')
  expect((many.counts[200] ?? 0) > 0, 'some requests are answered under overload')
  expectServed('overload', probes, idleMs)
}

/** How many answers a second clients get who keep the service busy and no more. */
async function speed({ port }: Server, ms = SPEED_MS): Promise<number> {
  const busy = { port, addresses: addresses(1, 4), connections: BUSY / 4, ms }
  const { counts } = await loadFrom(busy)
  return (((counts[200] ?? 0) + (counts[304] ?? 0)) * 1_000) / ms
}

async function recover(server: Server, usual: number): Promise<void> {
  const began = performance.now()
  let now = 0
  let took = 0
  while (now < FULL_SPEED * usual && took < 4 * RECOVERY_MS_MAX) {
    took = performance.now() - began
    now = await speed(server)
  }
  tell(`recovery: after ${Math.round(took)} ms, ${Math.round(now)} answers a second`)
  expect(took <= RECOVERY_MS_MAX, `full speed again within 5 s, but it took ${Math.round(took)} ms`)
}

async function stalledReaders(server: Server, idleMs: number): Promise<void> {
  // The first file starts a reading thread, which has files open itself.
  await (await fetch(`${server.url}/v1/observations.csv?limit=1&as_of=2099-01-01`)).text()
  const before = residentMib(server)
  const sockets = openSockets(server)
  endings.push(stall(server.port, addresses(4, 100), READERS))
  const probes = await newConnections(server, 10_000)
  const growth = residentMib(server) - before
  print('readers', {}, probes)
  expectServed('readers', probes, idleMs)
  tell(`memory: ${READERS} readers that read nothing cost ${growth} MiB`)
  expect(growth <= GROWTH_MIB_MAX, `${READERS} readers that read nothing cost ${growth} MiB`)
  const began = performance.now()
  const stillOpen = () => openSockets(server) - sockets
  while (stillOpen() > SPARE_SOCKETS && performance.now() - began < READERS_GO_MS) await pause(500)
  expect(stillOpen() <= SPARE_SOCKETS, `${stillOpen()} of ${READERS} readers are still there`)
  const askFile = () => ask({ port: server.port, path: '/v1/observations.csv', agent: false })
  let file = await askFile()
  // The last readers may still have their places.
  while (file.status !== 200 && performance.now() - began < READERS_GO_MS) {
    await pause(500)
    file = await askFile()
  }
  expect(file.status === 200, `there is room for a file again, but: ${file.status} ${file.fault}`)
}

/** Runs a load in a thread of its own. */
function loadFrom(load: Omit<Load, 'first'>): Promise<{ counts: Counts; faults: Counts }> {
  loads += 1
  const workerData: Load = { ...load, first: loads * PAGES_OF_A_LOAD }
  const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData })
  return new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
}

/** Opens one connection after the other for a time, each from another client than the last. */
async function newConnections({ port }: Server, ms: number): Promise<Answer[]> {
  const end = performance.now() + ms
  const answers: Answer[] = []
  while (performance.now() < end) {
    const localAddress = `127.0.9.${1 + (answers.length % 250)}`
    answers.push(await ask({ port, path: '/v1/scenarios?limit=2', agent: false, localAddress }))
    await pause(50)
  }
  return answers
}

function expectOnly(name: string, statuses: number[], { counts, faults }: Record<string, Counts>) {
  const others = Object.keys(counts ?? {}).filter((status) => !statuses.includes(Number(status)))
  expect(others.length === 0, `${name}: no other status than ${statuses}, but ${others}`)
  expect(Object.keys(faults ?? {}).length === 0, `${name}: ${JSON.stringify(faults)}`)
}

function expectServed(name: string, probes: Answer[], idleMs: number): void {
  const faults = probes.flatMap(({ status, fault }) => (status === 200 ? [] : [fault ?? status]))
  expect(faults.length === 0, `${name}: new clients are served, but: ${faults.slice(0, 3)}`)
  expect(
    worst(probes) <= WAIT_MS_MAX + idleMs,
    `${name}: a new connection waited for ${Math.round(worst(probes))} ms`
  )
}

function worst(answers: Answer[]): number {
  return Math.max(0, ...answers.map(({ ms }) => ms))
}

function residentMib({ child }: Server): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kib) / 1_024)
}

/** The connections of the service, and the few that its threads and signals need. */
function openSockets({ child }: Server): number {
  const folder = `/proc/${child.pid}/fd`
  return readdirSync(folder).filter((name) => isSocket(`${folder}/${name}`)).length
}

function isSocket(link: string): boolean {
  try {
    return readlinkSync(link).startsWith('socket:')
  } catch {
    // It was closed after the folder was read.
    return false
  }
}

function print(name: string, counts: Counts, probes: Answer[]): void {
  const told = Object.entries(counts).map(([status, count]) => `${count} × ${status}`)
  const wait = Math.round(worst(probes))
  const waited = probes.length > 0 ? [`${probes.length} new connections, at most ${wait} ms`] : []
  tell(`${name}: ${[...told, ...waited].join(', ')}`)
}

/** The report takes what is told to docs/reliability.md. */
function tell(finding: string): void {
  console.log(`result: ${finding}`)
}
