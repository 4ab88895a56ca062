// `npm run bench:import`: compares an import of a million rows with raw inserts of the same rows in
// the same run, and measures its memory. Then measures reads of a server on the same database,
// without and during an import. ROWS sets the number of rows, for a shorter run.
import { copyFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { benchRows } from './import-rows.ts'
import { tableOf, writeSection } from './report.ts'
import {
  importing,
  inFolder,
  megabytes,
  output,
  rounded,
  run,
  serve,
  walOf,
  writeRows
} from './running.ts'

const ROWS = Number(process.env['ROWS'] ?? 1_000_000)
const READ_ROWS = Math.min(ROWS, 200_000)
const IDLE_MS = 10_000
const READERS = 4
const PAUSE_MS = 10

await inFolder(main)

async function main(folder: string): Promise<void> {
  const [base, raw, before, ours] = ['base.db', 'raw.db', 'before.db', 'ours.db'].map((name) =>
    join(folder, name)
  ) as [string, string, string, string]
  const csv = join(folder, 'rows.csv')
  await prepareDatabase(`file:${base}`)
  for (const file of [raw, before, ours]) copyFileSync(base, file)
  await writeRows(csv, (await benchRows(ROWS))())
  const size = megabytes(statSync(csv).size)
  const insert = async (...words: string[]) =>
    Number(await output(run(['bench/import-raw.ts', ...words])))
  const rawSeconds = await insert(raw, String(ROWS))
  const secondsBefore = await insert(before, String(ROWS), 'before')
  const imported = await importing(ours, csv)
  const way = (name: string, seconds: number) => ({
    way: name,
    seconds: rounded(seconds),
    'rows a second': Math.round(ROWS / seconds)
  })
  const { idle, during, wal } = await measureReads(base, csv)
  writeSection('import', [
    `${ROWS.toLocaleString('en')} rows, ${size} of CSV: months of five ` +
      'metrics on 756 pairs. What they contradict is checked too. Both ways in one run:',
    tableOf([
      way('raw prepared inserts, commit, checkpoint', rawSeconds),
      way('`npm run import`, start to end', imported.seconds),
      way('raw inserts with the indexes before migration 0011', secondsBefore)
    ]),
    `The files of raw inserts have ${megabytes(statSync(raw).size)}, and ` +
      `${megabytes(statSync(before).size)} with the indexes before.`,
    `Ratio ${rounded(rawSeconds / imported.seconds)} (budget 0.4), peak memory ` +
      `${megabytes(imported.peak)} (budget 250 MB), WAL afterwards ${megabytes(walOf(ours))}.`,
    tableOf([
      { reads: 'idle', ...idle },
      { reads: `while ${READ_ROWS.toLocaleString('en')} rows are imported`, ...during }
    ]),
    `Ratio of the p99 ${rounded(during['p99 ms'] / idle['p99 ms'])} (budget 3), WAL afterwards ` +
      `${megabytes(wal)}.`
  ])
}

/** Measures reads before and during an import. Each read asks for another page. */
async function measureReads(file: string, csv: string) {
  await writeRows(csv, (await benchRows(READ_ROWS))())
  const address = await serve(file)
  const idle = await readWhile(address, setTimeout(IDLE_MS))
  const during = await readWhile(address, importing(file, csv))
  return { idle, during, wal: walOf(file) }
}

async function readWhile(
  address: string,
  work: Promise<unknown>
): Promise<{ requests: number; 'p50 ms': number; 'p99 ms': number }> {
  const times: number[] = []
  let isDone = false
  const reader = async (index: number) => {
    for (let turn = 0; !isDone; turn += 1) {
      const started = performance.now()
      const response = await fetch(
        `${address}/v1/observations?metric=goods_trade&limit=60&to=${2_030 + (turn % 7_000)}-01-0${index + 1}`
      )
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
