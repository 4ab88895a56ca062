// `npm run bench`: compares the service with bare Fastify routes in one run, as ratios. Machines
// differ and are shared, so a ratio of two numbers measured side by side says more than each
// number. Needs wrk (Debian's package of that name).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { tableOf, writeSection } from './report.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const SECONDS = Number(process.env['SECONDS'] ?? 4)
const CONNECTIONS = 32
const ALL_CORES = `0-${cpus().length - 1}`
const METRIC = 'border_clearance_time'
const PAGE = `metric=${METRIC}&to=2030-01-01&limit=60`

type Load = { url: string; headers?: Record<string, string>; varied?: boolean }
type Pair = { name: string; budget: number; ours: Load; bare: Load }

const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'))
const children: ChildProcess[] = []
try {
  await main()
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true })
}

async function main(): Promise<void> {
  const database = join(folder, 'corridor.db')
  const service = await start(
    ['src/server.ts'],
    { DATABASE_URL: `file:${database}`, STARTER: 'claims', PORT: '0' },
    /listening at (http:[^"]+)/
  )
  const page = await fetch(`${service}/v1/observations?${PAGE}`)
  const body = join(folder, 'body.json')
  writeFileSync(body, await page.text())
  const bare = await start(['bench/bare.ts', database, body], {}, /^(http:.+)$/)
  const hot = { url: `${service}/v1/observations?${PAGE}` }
  const fromMemory = { url: `${bare}/memory` }
  const pairs: Pair[] = [
    { name: 'repeated GET of a 60-row page', budget: 0.8, ours: hot, bare: fromMemory },
    {
      name: '304',
      budget: 1,
      ours: { ...hot, headers: { 'If-None-Match': page.headers.get('etag') ?? '' } },
      bare: fromMemory
    },
    {
      name: 'first GET of a page',
      budget: 0.6,
      ours: { url: `${service}/v1/observations?metric=${METRIC}&limit=60`, varied: true },
      bare: { url: `${bare}/database?metric=${METRIC}&limit=60`, varied: true }
    }
  ]
  writeSection('http', [
    `${ROUNDS} rounds of ${SECONDS} s each, ${CONNECTIONS} connections, the load generator on a ` +
      'core of its own. Requests a second are medians of this one run, on a machine that others ' +
      'may use too; the ratio to the bare route beside it is what holds elsewhere.',
    tableOf(pairs.map(measure))
  ])
  await compareEngines(`file:${database}`)
}

/**
 * Measures the first GET of a page on each engine, with one process and with two. Here the
 * processes and the load share all cores.
 */
async function compareEngines(file: string): Promise<void> {
  const server = process.env['TEST_POSTGRES_URL']
  if (!server)
    console.log(
      'PostgreSQL is not measured: TEST_POSTGRES_URL names no server (.ci/postgres start ' +
        'FOLDER makes one).'
    )
  const engines = { SQLite: file, ...(server && { PostgreSQL: server }) }
  const settings = Object.entries(engines).flatMap(([engine, url]) =>
    [1, 2].map((processes) => ({ engine, url, processes }))
  )
  const loads: { engine: string; processes: number; load: Load }[] = []
  for (const { engine, url, processes } of settings) {
    const env = {
      DATABASE_URL: url,
      STARTER: 'claims',
      PORT: '0',
      WEB_CONCURRENCY: String(processes),
      ACCESS_LOG: 'off'
    }
    const service = await start(['src/server.ts'], env, /listening at (http:[^"]+)/, ALL_CORES)
    loads.push({
      engine,
      processes,
      load: { url: `${service}/v1/observations?metric=${METRIC}&limit=60`, varied: true }
    })
  }
  const rounds = Array.from({ length: ROUNDS }, () => loads.map(({ load }) => run(load)))
  const rates = loads.map((_, index) =>
    median(rounds.map((round) => round[index]?.rate ?? Number.NaN))
  )
  writeSection('engines', [
    'First GET of a 60-row page, nothing cached, a new address each time. The processes have all ' +
      'cores, with the load generator and the PostgreSQL server among them' +
      (server ? '.' : '; PostgreSQL was not measured.'),
    tableOf(
      loads.map(({ engine, processes }, index) => ({
        engine,
        processes,
        'requests a second': Math.round(rates[index] ?? Number.NaN),
        'to SQLite, 1 process': ((rates[index] ?? Number.NaN) / (rates[0] ?? Number.NaN)).toFixed(
          2
        ),
        'p99 ms': median(rounds.map((round) => round[index]?.p99 ?? Number.NaN)).toFixed(1)
      }))
    )
  ])
}

/**
 * Measures the service and the bare server in turn, so that other load on the machine affects both.
 */
function measure({ name, budget, ours, bare }: Pair) {
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: run(ours), bare: run(bare) }))
  const ratio = median(rounds.map((round) => round.ours.rate / round.bare.rate))
  return {
    work: name,
    ours: Math.round(median(rounds.map((round) => round.ours.rate))),
    bare: Math.round(median(rounds.map((round) => round.bare.rate))),
    ratio: Number(ratio.toFixed(2)),
    budget,
    'p99 ms': Number(median(rounds.map((round) => round.ours.p99)).toFixed(1))
  }
}

function run({ url, headers = {}, varied = false }: Load): { rate: number; p99: number } {
  const script = join(folder, 'load.lua')
  const path = new URL(url).pathname + new URL(url).search
  // Every request has another address, so that no earlier answer can be used again.
  const vary = `local n = 0
function request() n = n + 1; return wrk.format(nil, string.format("${path}&to=%04d-%02d-%02d", 2030 + n // 336 % 7000, n // 28 % 12 + 1, n % 28 + 1)) end`
  writeFileSync(
    script,
    varied ? vary.replaceAll('//', '/').replaceAll(/(n \/ \d+ % \d+)/g, 'math.floor($1)') : ''
  )
  const words = [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${SECONDS}s`,
    '--latency',
    '-s',
    script,
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url
  ]
  const output = execFileSync('taskset', ['-c', String(cpus().length - 1), 'wrk', ...words], {
    encoding: 'utf8'
  })
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(output)
  if (failed) throw new Error(`${failed[1]} answers of ${url} failed`)
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(output))
  }
}

/** Starts a process, on the first core by default, and waits for the line with its address. */
async function start(
  words: string[],
  env: Record<string, string>,
  ready: RegExp,
  cores = '0'
): Promise<string> {
  const child = spawn('taskset', ['-c', cores, process.execPath, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const address = ready.exec(line)?.[1]
    if (address) {
      child.stdout.resume()
      return address
    }
  }
  throw new Error(`${words[0]} ended before it listened`)
}

function milliseconds(match: RegExpExecArray | null): number {
  return Number(match?.[1]) * ({ us: 0.001, ms: 1, s: 1000 }[match?.[2] ?? 'ms'] ?? 1)
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
