// `npm run bench:import`: an import of a million rows beside raw inserts of the same rows in the same run, with the memory it takes; then
// reads of a server on the same database, idle and while an import goes on. ROWS sets how many rows, for a shorter run.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { prepareDatabase } from '../src/db/open.ts'
import { benchRows, COLUMNS } from './import-rows.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const READ_ROWS = Math.min(ROWS, 200_000)
const IDLE_MS = 10_000
const READERS = 4
const PAUSE_MS = 10
const WATCH_MS = 100

/** What `npm run import` runs, with its limits of memory. */
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const COMMAND: string[] = scripts.import.split(' ').slice(1)

const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'))
const children: ChildProcess[] = []
try {
  await main()
} finally {
  for (const child of children) child.kill()
  rmSync(folder, { recursive: true })
}

async function main(): Promise<void> {
  const [base, raw, ours, csv] = ['base.db', 'raw.db', 'ours.db', 'rows.csv'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string
  ]
  await prepareDatabase(`file:${base}`)
  for (const file of [raw, ours]) copyFileSync(base, file)
  await writeRows(csv, ROWS)
  console.log(`${ROWS.toLocaleString('en')} rows, ${megabytes(statSync(csv).size)} of CSV`)
  const rawSeconds = Number(await output(run(['bench/import-raw.ts', raw, String(ROWS)])))
  const imported = await importing(ours, csv)
  console.table([
    { way: 'raw prepared inserts, commit, checkpoint', seconds: rounded(rawSeconds), 'rows/s': Math.round(ROWS / rawSeconds) },
    { way: 'npm run import, start to end', seconds: rounded(imported.seconds), 'rows/s': Math.round(ROWS / imported.seconds) }
  ])
  console.log(
    `ratio ${rounded(rawSeconds / imported.seconds)} (budget 0.4), peak memory ${megabytes(imported.peak)} (budget 250 MB), WAL afterwards ${megabytes(walOf(ours))}`
  )
  await reads(base, csv)
}

/** Reads of a page that is never the same, before and during an import. */
async function reads(file: string, csv: string): Promise<void> {
  await writeRows(csv, READ_ROWS)
  const address = await serve(file)
  const idle = await readWhile(address, setTimeout(IDLE_MS))
  const during = await readWhile(address, importing(file, csv))
  console.table([
    { reads: 'idle', ...idle },
    { reads: `while ${READ_ROWS.toLocaleString('en')} rows are imported`, ...during }
  ])
  console.log(`p99 ratio ${rounded(during['p99 ms'] / idle['p99 ms'])} (budget 3), WAL afterwards ${megabytes(walOf(file))}`)
}

async function readWhile(address: string, work: Promise<unknown>): Promise<{ requests: number; 'p50 ms': number; 'p99 ms': number }> {
  const times: number[] = []
  let isDone = false
  const reader = async (index: number) => {
    for (let turn = 0; !isDone; turn += 1) {
      const started = performance.now()
      const response = await fetch(`${address}/v1/observations?metric=goods_trade&limit=60&to=${2_030 + (turn % 7_000)}-01-0${index + 1}`)
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`a read answered ${response.status}`)
      times.push(performance.now() - started)
      await setTimeout(PAUSE_MS)
    }
  }
  const readers = Array.from({ length: READERS }, (_, index) => reader(index))
  await work
  isDone = true
  await Promise.all(readers)
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN)
  return { requests: sorted.length, 'p50 ms': at(0.5), 'p99 ms': at(0.99) }
}

/** The command, and the most memory it had. */
async function importing(file: string, csv: string): Promise<{ seconds: number; peak: number }> {
  const started = performance.now()
  const child = run([...COMMAND, '--to', `file:${file}`, csv])
  let peak = 0
  const watch = setInterval(() => {
    const status = `/proc/${child.pid}/status`
    if (existsSync(status)) peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1_024)
  }, WATCH_MS)
  await output(child).finally(() => clearInterval(watch))
  return { seconds: (performance.now() - started) / 1_000, peak }
}

async function writeRows(file: string, count: number): Promise<void> {
  const out = createWriteStream(file)
  let rows: string[][] = [COLUMNS]
  const write = async () => {
    if (!out.write(stringify(rows))) await once(out, 'drain')
    rows = []
  }
  for (const cells of (await benchRows(count))()) if (rows.push(cells) >= 5_000) await write()
  await write()
  out.end()
  await once(out, 'finish')
}

async function serve(file: string): Promise<string> {
  const child = run(['src/server.ts'], { DATABASE_URL: `file:${file}`, PORT: '0', ACCESS_LOG: 'off' })
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /listening at (http:[^"]+)/.exec(line)?.[1]
    if (address) {
      child.stdout.resume()
      return address
    }
  }
  throw new Error('the server ended before it listened')
}

function run(words: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function output(child: ReturnType<typeof run>): Promise<string> {
  const closed = once(child, 'close')
  const written = await text(child.stdout)
  const [code] = await closed
  if (code !== 0) throw new Error(`${child.spawnargs[1]} ended with ${code}`)
  return written
}

function walOf(file: string): number {
  return existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
}

function megabytes(bytes: number): string {
  return `${rounded(bytes / 1_000_000)} MB`
}

function rounded(number: number): number {
  return Number(number.toFixed(2))
}
