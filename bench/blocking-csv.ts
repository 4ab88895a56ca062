// How fast a whole CSV comes beside `sqlite3 -csv` of the same rows, in turn on one machine.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tableOf } from './report.ts'
import { rounded, serve } from './running.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const BUDGET = 0.7
/** The columns of the CSV, with the same joins in the same order. */
const STATEMENT = `SELECT o.id, o.metric, o.subject, o.partner, o.direction, o.mode, o.product, o.period,
  o.starts_on, o.ends_on, o.value, o.low, o.high, o.bound, m.unit, o.text, o.status, o.attributed_to,
  s.id, s.publisher, s.kind, s.url, s.published, o.note, o.derived_from, i.finished
  FROM observation o JOIN metric m ON m.id = o.metric JOIN source s ON s.id = o.source
  JOIN import i ON i.revision = o.revision
  WHERE o.metric = 'goods_trade' ORDER BY o.ends_on DESC, o.id`

/** The paragraphs about the rates; one that says why there are none, without sqlite3. */
export async function csvRates(file: string): Promise<string[]> {
  const address = await serve(file)
  const url = `${address}/v1/observations.csv?metric=goods_trade`
  await rateOf(() => readCsv(url))
  const rounds: { ours: number; theirs: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({
      ours: await rateOf(() => readCsv(url)),
      theirs: await rateOf(() => readSqlite(file))
    })
  const median = (numbers: number[]) =>
    numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
  const ratio = median(rounds.map(({ ours, theirs }) => ours / theirs))
  return [
    `The claims of one metric as CSV, ${ROUNDS} rounds in turn, medians; the ratio is ` +
      `${rounded(ratio)} (budget ${BUDGET}):`,
    tableOf([
      {
        way: '`/v1/observations.csv`',
        'MB a second': rounded(median(rounds.map((one) => one.ours)))
      },
      { way: '`sqlite3 -csv`', 'MB a second': rounded(median(rounds.map((one) => one.theirs))) }
    ])
  ]
}

/** Megabytes a second. */
async function rateOf(read: () => Promise<number>): Promise<number> {
  const started = performance.now()
  const bytes = await read()
  return bytes / 1_000 / (performance.now() - started)
}

async function readCsv(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  let bytes = 0
  for await (const piece of response.body ?? []) bytes += piece.length
  return bytes
}

async function readSqlite(file: string): Promise<number> {
  const child = spawn('sqlite3', ['-csv', '-header', file, STATEMENT], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let bytes = 0
  child.stdout.on('data', (piece: Buffer) => {
    bytes += piece.length
  })
  await once(child, 'close')
  return bytes
}
