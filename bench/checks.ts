// `npm run bench:checks`: a million claims with far more checks between them than real claims have.
// Measures their import, corrections and how long these make readers wait, and requests of
// /v1/conflicts. ROWS sets the number of rows, for a shorter run.
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { CLAIMS_A_PAIR, CROWDED, checksRows } from './checks-rows.ts'
import { tableOf, writeSection } from './report.ts'
import {
  importing,
  inFolder,
  megabytes,
  output,
  rounded,
  run,
  serve,
  writeRows
} from './running.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const CORRECTIONS = 10
const PAUSE_MS = 5
const SUBJECTS = 100

await inFolder(main)

async function main(folder: string): Promise<void> {
  const [file, csv] = [join(folder, 'corridor.db'), join(folder, 'rows.csv')]
  await prepareDatabase(`file:${file}`)
  await writeRows(csv, (await checksRows(ROWS))())
  const { seconds, peak } = await importing(file, csv)
  const client = connectSqlite(file)
  const count = (table: string) =>
    Number(client.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const [claims, checks] = [count('observation'), count('claim_check')]
  const subjects = client
    .prepare('SELECT DISTINCT metric, subject FROM series ORDER BY observations DESC')
    .all() as Subject[]
  client.close()
  const address = await serve(file)
  writeSection('checks', [
    `${claims.toLocaleString('en')} made-up claims give ${checks.toLocaleString('en')} checks. ` +
      `Their import took ${seconds.toFixed(0)} s ` +
      `(${Math.round((claims + checks) / seconds).toLocaleString('en')} rows a second) and ` +
      `${megabytes(peak)} of memory. Requests of \`/v1/conflicts\`:`,
    tableOf(await measureRequests(address, subjects)),
    'Corrections of single claims, while others read:',
    tableOf(await measureCorrections(file, address))
  ])
}

type Subject = { metric: string; subject: string }

/** Each address is new, so that no answer comes from a tag. */
async function measureRequests(address: string, subjects: readonly Subject[]) {
  const some = subjects.filter((_, index) => index % Math.ceil(subjects.length / SUBJECTS) === 0)
  const of = (query: (one: Subject) => string) => some.map(query)
  const asked: Record<string, string[]> = {
    'metric and subject (budget 500 ms)': of(
      ({ metric, subject }) => `metric=${metric}&subject=${subject}`
    ),
    'the same, those that hold': of(
      ({ metric, subject }) => `metric=${metric}&subject=${subject}&holds=true`
    ),
    'the same, of one kind': of(
      ({ metric, subject }) => `metric=${metric}&subject=${subject}&kind=mirror_of`
    ),
    'the same, at least ten times': of(
      ({ metric, subject }) => `metric=${metric}&subject=${subject}&min_ratio=10`
    ),
    'the same, as of the revision before': of(
      ({ metric, subject }) => `metric=${metric}&subject=${subject}&as_of=2026-11-24`
    ),
    'the crowded pair': [`between=${CROWDED.subject},${CROWDED.partner}`],
    between: some
      .filter(({ subject }) => subject !== 'AFG')
      .map(({ subject }) => `between=${subject},AFG`),
    metric: [
      'metric=goods_exports',
      'metric=goods_imports',
      'metric=goods_trade',
      'metric=students_abroad'
    ],
    'no filter': [
      'limit=50',
      'limit=200',
      'holds=true',
      'kind=growth',
      'kind=sum_of_periods&min_ratio=2'
    ]
  }
  const rows = []
  for (const [what, queries] of Object.entries(asked)) {
    const times = []
    for (const query of queries) times.push(await timed(`${address}/v1/conflicts?${query}`))
    rows.push({ 'conflicts by': what, requests: times.length, ...spread(times) })
  }
  return rows
}

/** Corrections of single claims, while others read. */
async function measureCorrections(file: string, address: string) {
  const words = [
    'src/commands/keys.ts',
    'create',
    '--label',
    'bench',
    '--scope',
    'import',
    '--expires',
    'never'
  ]
  const key = (await output(run(words, { DATABASE_URL: `file:${file}` }))).trim()
  const rows = []
  for (const [where, first] of Object.entries({
    'a crowded pair': 0,
    'another pair': CROWDED.claims + 3 * CLAIMS_A_PAIR
  })) {
    const times: number[] = []
    const reads = await readUntil(address, async () => {
      for (let index = 0; index < CORRECTIONS; index += 1) {
        const url = `${address}/v1/observations/K${String(first + index).padStart(8, '0')}`
        const body = JSON.stringify({ value: 4_321_000 + index, text: `${4_321_000 + index}` })
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
        times.push(await timed(url, { method: 'PATCH', headers, body }))
      }
    })
    rows.push({
      'corrections in': where,
      requests: times.length,
      ...spread(times),
      'slowest read meanwhile': rounded(Math.max(...reads))
    })
  }
  return rows
}

async function readUntil(address: string, work: () => Promise<void>): Promise<number[]> {
  const times: number[] = []
  let isDone = false
  const read = async () => {
    for (let turn = 0; !isDone; turn += 1) {
      times.push(
        await timed(
          `${address}/v1/observations?metric=goods_trade&limit=60&to=${2_030 + (turn % 7_000)}`
        )
      )
      await setTimeout(PAUSE_MS)
    }
  }
  const reader = read()
  await work()
  isDone = true
  await reader
  return times
}

/** Milliseconds until the whole answer has arrived. */
async function timed(url: string, init: RequestInit = {}): Promise<number> {
  const started = performance.now()
  const response = await fetch(url, init)
  const body = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`)
  return performance.now() - started
}

function spread(times: readonly number[]): {
  'p50 ms': number
  'p95 ms': number
  'most ms': number
} {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'most ms': at(1) }
}
