// `npm run bench:blocking`: on a database of a million claims (ROWS), how long each kind of request
// holds the event loop, how long small requests wait beside large ones, and how fast a whole CSV
// comes beside `sqlite3 -csv` of the same rows. DATABASE names a database to copy instead of making
// one, which takes minutes.
import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openWritable } from '../src/db/open.ts'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { giveKey } from '../test/helpers/keys.ts'
import { csvRates } from './blocking-csv.ts'
import type { Hold } from './blocking-holds.ts'
import { keepAsking, startThreads, stopThreads, timesOfSmall } from './blocking-load.ts'
import { WORST } from './blocking-shapes.ts'
import { benchRows, type Cells } from './import-rows.ts'
import { tableOf, writeSection } from './report.ts'
import { importing, inFolder, output, rounded, run, serve, writeRows } from './running.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const SECONDS = Number(process.env['SECONDS'] ?? 20)
const HOLD_BUDGET_MS = 50
/** Holds that are shown even if they keep the budget. */
const SHOWN_FROM_MS = 10
/** About 64 MiB of CSV. */
const IMPORTED_ROWS = 470_000

await inFolder(main)

async function main(folder: string): Promise<void> {
  const file = join(folder, 'large.db')
  await makeDatabase(file, join(folder, 'rows.csv'))
  const holds = await measureHolds(file)
  const waits = await measureWaits(file, join(folder, 'more.csv'))
  const long = holds.filter(({ hold }) => hold >= SHOWN_FROM_MS)
  writeSection('blocking', [
    `${claimsIn(file).toLocaleString('en')} claims. The longest hold of the event loop is the ` +
      'most processor time between two turns of it, so other work on the machine does not count. ' +
      `Of ${holds.length} requests, ${long.length} hold it for ${SHOWN_FROM_MS} ms or more, and ` +
      `${holds.filter(({ hold }) => hold > HOLD_BUDGET_MS).length} for more than ` +
      `${HOLD_BUDGET_MS} ms (budget none):`,
    ...(long.length > 0 ? [tableOf(long.map(shown))] : []),
    `Small requests (60 claims of one metric and subject), one after another, ${SECONDS} s each:`,
    tableOf(waits),
    ...(await csvRates(file))
  ])
}

function shown({ path, hold, bytes }: Awaited<ReturnType<typeof measureHolds>>[number]) {
  return { request: `\`${path}\``, 'ms held': rounded(hold), bytes }
}

/** Copies the database in DATABASE, or imports as many rows as asked for. */
async function makeDatabase(file: string, csv: string): Promise<void> {
  const given = process.env['DATABASE']
  if (given) return copyFileSync(given, file)
  await prepareDatabase(`file:${file}`)
  await writeRows(csv, (await benchRows(ROWS))())
  await importing(file, csv)
}

async function measureHolds(file: string): Promise<Hold[]> {
  const lines = await output(run(['bench/blocking-holds.ts', file, '1']))
  const holds: Hold[] = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return holds.sort((one, other) => other.hold - one.hold)
}

async function measureWaits(file: string, csv: string) {
  const store = await openWritable(`file:${file}`)
  const { headers } = await giveKey(store)
  await store.close()
  await writeRows(csv, renamed((await benchRows(IMPORTED_ROWS))()))
  const body = await readFile(csv)
  const address = await serve(file)
  const rows = [{ beside: 'nothing', budget: '', ...(await timesOfSmall(address, SECONDS)) }]
  const readers = startThreads(address, ['/v1/observations.csv', '/v1/observations.csv'])
  rows.push({
    beside: 'two readers of the whole CSV',
    budget: 'p99 50',
    ...(await timesOfSmall(address, SECONDS))
  })
  const asking = keepAsking(address, WORST)
  const cancelled = new AbortController()
  const ended = fetch(`${address}/v1/imports`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/csv' },
    body,
    signal: cancelled.signal
  }).then(
    ({ status }) => `the import ended with ${status}`,
    () => 'the import still ran'
  )
  rows.push({
    beside: 'these, an import of 64 MiB, and the worst questions',
    budget: 'p99 100',
    ...(await timesOfSmall(address, SECONDS))
  })
  await stopThreads([...readers, ...asking])
  cancelled.abort()
  console.log(await ended)
  return rows
}

/** Claims that the database does not have yet. */
function* renamed(rows: Iterable<Cells>): Generator<Cells> {
  for (const [id = '', ...cells] of rows) yield [`N${id}`, ...cells]
}

function claimsIn(file: string): number {
  return Number(execFileSync('sqlite3', [file, 'select count(*) from observation']))
}
