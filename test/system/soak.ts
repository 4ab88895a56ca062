// `npm run test:soak`: the service under a steady load of reads, files, changes and imports for
// MINUTES (10). Memory must not grow by more than 5 MB a minute after the third minute (a run under
// five minutes cannot tell), open files and the log of the database stay bounded, and no answer
// fails.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runCommand } from '../commands/running.ts'
import { pickFigures, readFigures } from '../helpers/figures.ts'
import { startServer } from '../server/process.ts'

const MINUTES = Number(process.env['MINUTES'] ?? 10)
const READERS = 4
const SAMPLE_MS = 5_000
/** Caches fill and code is compiled in the first part. A run that is too short is all warm-up. */
const WARM_UP = 0.3
const MINUTES_JUDGED = 5
const LIMIT = { growthMb: 5, logMb: 64, files: 16 }
const MB = 1024 * 1024
const READS = [
  '/v1/observations?metric=goods_trade&limit=60',
  '/v1/observations?between=PAK,KAZ',
  '/v1/series?metric=students_abroad',
  '/v1/projections',
  '/v1/search?q=cotton',
  '/v1/conflicts?metric=goods_trade',
  '/v1/observations.csv?metric=goods_exports',
  '/v1/metrics/goods_trade',
  '/v1/nothing'
]
const HEADER = 'id,publisher,title,url,published,kind,license\n'

type Sample = { minute: number; rss: number; files: number; log: number }
type Counts = Record<string, number>

const folder = mkdtempSync(join(tmpdir(), 'corridor-soak-'))
const teardowns: (() => unknown)[] = []
try {
  process.exitCode = (await soak()) ? 0 : 1
} finally {
  for (const end of teardowns) await end()
  rmSync(folder, { recursive: true, force: true })
}

async function soak(): Promise<boolean> {
  const t = { teardown: (end: () => unknown) => void teardowns.push(end) }
  const database = join(folder, 'corridor.db')
  const settings = { ACCESS_LOG: 'off', METRICS_PORT: '0', CLIENT_REQUESTS: '0' }
  const server = await startServer(t, database, settings)
  const { stdout } = await runCommand(
    'keys',
    ['create', '--label', 'soak', '--scope', 'import', '--expires', '12h'],
    {
      DATABASE_URL: `file:${database}`
    }
  )
  const [key = ''] = /corridor_\w+/.exec(stdout) ?? []
  const statuses: Counts = {}
  const until = Date.now() + MINUTES * 60_000
  const work = [
    ...Array.from({ length: READERS }, (_, reader) => readOn(server.url, reader, until, statuses)),
    writeOn(server.url, key, until, statuses)
  ]
  const samples = await sampleUntil(until, portOf(server.logs()))
  await Promise.all(work)
  return judge(samples, statuses)
}

function portOf(logs: Record<string, unknown>[]): string {
  const [line] = logs.filter(({ msg }) => String(msg).startsWith('metrics for Prometheus at '))
  return String(line?.['msg']).split(' ').at(-1) ?? ''
}

async function readOn(url: string, reader: number, until: number, statuses: Counts): Promise<void> {
  for (let turn = reader; Date.now() < until; turn += 1) {
    const path = READS[turn % READS.length] ?? ''
    // Half of the requests are new ones, which memory does not hold.
    const fresh = turn % 2 === 0 && path.includes('?') ? `&from=${1900 + (turn % 120)}` : ''
    const isDated = /observations|series|conflicts/.test(path) && !path.includes('conflicts')
    await ask(`${url}${path}${isDated ? fresh : ''}`, {}, statuses)
    await pause(20)
  }
}

/** Adds a source and changes it, again and again: each is a revision. */
async function writeOn(url: string, key: string, until: number, statuses: Counts): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' }
  for (let turn = 0; Date.now() < until; turn += 1) {
    const row = `soak-${turn % 50},Publisher,Title ${turn},https://soak.example/,2024,press,\n`
    await ask(`${url}/v1/imports`, { method: 'POST', headers, body: HEADER + row }, statuses)
    await pause(1_000)
  }
}

async function ask(url: string, init: RequestInit, statuses: Counts): Promise<void> {
  const status = await fetch(url, init).then(
    async (answer) => {
      await answer.arrayBuffer()
      return String(answer.status)
    },
    () => 'lost'
  )
  statuses[status] = (statuses[status] ?? 0) + 1
}

async function sampleUntil(until: number, port: string): Promise<Sample[]> {
  const began = Date.now()
  const samples: Sample[] = []
  while (Date.now() < until) {
    await pause(SAMPLE_MS)
    const figures = readFigures(await (await fetch(port)).text())
    const one = (name: string) => Object.values(pickFigures(figures, `${name}{`))[0] ?? 0
    samples.push({
      minute: (Date.now() - began) / 60_000,
      rss: one('process_resident_memory_bytes') / MB,
      files: one('process_open_fds'),
      log: one('corridor_database_log_bytes') / MB
    })
  }
  return samples
}

function judge(samples: readonly Sample[], statuses: Counts): boolean {
  const steady = samples.filter(({ minute }) => minute >= MINUTES * WARM_UP)
  const growth = slopeOf(steady.map(({ minute, rss }) => [minute, rss]))
  const most = (name: keyof Sample) => Math.max(...samples.map((sample) => sample[name]))
  const files = Math.max(...steady.map((one) => one.files)) - (steady[0]?.files ?? 0)
  const failed = Object.entries(statuses).filter(
    ([status]) => !['200', '201', '404'].includes(status)
  )
  const isSteady = MINUTES < MINUTES_JUDGED || growth <= LIMIT.growthMb
  const checks = [isSteady, most('log') <= LIMIT.logMb, files <= LIMIT.files]
  const all = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  console.log(
    `result: memory ${growth.toFixed(1)} MB a minute after ${Math.round(MINUTES * WARM_UP * 10) / 10} minutes, ` +
      `at most ${most('rss').toFixed(0)} MB; open files +${files}; log at most ` +
      `${most('log').toFixed(1)} MB; ${all} answers, ` +
      `${failed.length === 0 ? 'none wrong' : `wrong: ${JSON.stringify(Object.fromEntries(failed))}`}`
  )
  const right = [...checks, failed.length === 0].filter(Boolean).length
  console.log(`${right} passed, ${checks.length + 1 - right} failed`)
  return right === checks.length + 1
}

/** The slope of the line through points by least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (place: 0 | 1) => points.reduce((sum, one) => sum + one[place], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const above = points.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0)
  const below = points.reduce((sum, one) => sum + (one[0] - x) ** 2, 0)
  return below === 0 ? 0 : above / below
}
