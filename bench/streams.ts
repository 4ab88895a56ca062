// The whole data set as CSV, beside sqlite3 on the same file, and what others feel of it.
import { execFileSync } from 'node:child_process'
import { type Budget, limitRow, ratioRow } from './budgets.ts'
import { median, ROUNDS, send } from './load.ts'
import { METRIC, type World } from './world.ts'

const READERS = 2
/** More than a million claims take. */
const MOST_BYTES = 2 ** 30
const P99_MOST_MS = 50
const STATEMENT = `
  SELECT o.id, o.metric, o.subject, o.partner, o.direction, o.mode, o.period, o.starts_on,
    o.ends_on, o.value, o.low, o.high, o.bound, m.unit, o.text, o.status, o.attributed_to,
    s.id, s.publisher, s.kind, s.url, s.published, o.derived_from, o.note, i.finished
  FROM observation o JOIN metric m ON m.id = o.metric JOIN source s ON s.id = o.source
    JOIN import i ON i.revision = o.revision
  ORDER BY o.ends_on DESC, o.id DESC`

export async function measureStreams({ service, small }: World): Promise<Budget[]> {
  const csv = `${service}/v1/observations.csv`
  await drain(csv)
  const ours: number[] = []
  const beside: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await megabytesASecond(() => drain(csv)))
    beside.push(
      await megabytesASecond(
        async () =>
          execFileSync('sqlite3', ['-csv', small, STATEMENT], { maxBuffer: MOST_BYTES }).length
      )
    )
  }
  const ratio = median(ours.map((rate, round) => rate / (beside[round] ?? Number.NaN)))
  const compared = { ours: median(ours), beside: median(beside), ratio }
  return [
    ratioRow('CSV of all rows, beside `sqlite3 -csv`', compared, 0.7, 'MB/s'),
    await besideReaders(service, csv)
  ]
}

/** How long small requests take while others read all rows. */
async function besideReaders(service: string, csv: string): Promise<Budget> {
  const small = {
    url: `${service}/v1/observations?metric=${METRIC}&limit=1`,
    ending: '&to=%s',
    connections: 1
  }
  const alone = await send(small)
  let isOver = false
  const reader = async () => {
    while (!isOver) await drain(csv)
  }
  const readers = Array.from({ length: READERS }, reader)
  const { p99 } = await send(small)
  isOver = true
  await Promise.all(readers)
  const work = 'p99 of a small request while two clients read all rows as CSV, beside alone'
  return limitRow(work, p99, P99_MOST_MS, 'ms', alone.p99)
}

/** Reads an answer to its end, and returns its bytes. */
async function drain(url: string): Promise<number> {
  const { body } = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  let bytes = 0
  for await (const chunk of body ?? []) bytes += chunk.length
  return bytes
}

async function megabytesASecond(read: () => Promise<number>): Promise<number> {
  const began = performance.now()
  const bytes = await read()
  return bytes / 1_000 / (performance.now() - began)
}
