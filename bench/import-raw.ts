// The program with which the import is compared: better-sqlite3 with one prepared statement, in one
// transaction, into the same table with the same constraints and indexes. The time to make the rows
// does not count. bench/import.ts runs it as `node bench/import-raw.ts DATABASE ROWS`, and with the
// indexes that there were before as `node bench/import-raw.ts DATABASE ROWS before`.
import { connectSqlite } from '../src/db/sqlite/connect.ts'
import { seriesOf } from '../src/imports/engine/storage/stored-rows.ts'
import { parsePeriod } from '../src/periods/read-period.ts'
import { benchRows, type Cells } from './import-rows.ts'
import { bringBackIndexes } from './indexes-before.ts'

const ROWS_AT_A_TIME = 5_000
const COLUMNS =
  'id,metric,subject,partner,direction,mode,period,starts_on,ends_on,series,value,low,high,bound,text,status,attributed_to,source,derived_from,note,revision'

const [, , file = '', count = '0', indexes] = process.argv
const client = connectSqlite(file)
if (indexes === 'before') bringBackIndexes(client)
const now = '2026-12-01T00:00:00Z'
client
  .prepare(
    'INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES ' +
      "(2, 'bench', ?, ?, 'done', '{}', '')"
  )
  .run(now, now)
const insert = client.prepare(
  `INSERT INTO observation (${COLUMNS}) VALUES (${COLUMNS.replaceAll(/\w+/g, '?')})`
)
const insertSeries = client.prepare(
  'INSERT OR IGNORE INTO series (id, metric, subject, partner, attributed_to, calendar, ' +
    'observations, sources) VALUES (?, ?, ?, ?, ?, ?, 0, 0)'
)

let ms = 0
const timed = (run: () => void) => {
  const started = performance.now()
  run()
  ms += performance.now() - started
}
const known = new Set<string>()
client.exec('BEGIN IMMEDIATE')
let rows: unknown[][] = []
const flush = () => {
  timed(() => {
    for (const row of rows) insert.run(row)
  })
  rows = []
}
for (const cells of (await benchRows(Number(count)))()) {
  rows.push(stored(cells))
  if (rows.length === ROWS_AT_A_TIME) flush()
}
flush()
timed(() => client.exec('COMMIT'))
timed(() => client.pragma('wal_checkpoint(TRUNCATE)'))
console.log(ms / 1_000)
client.close()

function stored([
  id,
  metric = '',
  subject = '',
  partner = '',
  ,
  ,
  period = '',
  value,
  ,
  ,
  bound,
  text,
  author = '',
  source,
  ,
  note
]: Cells): unknown[] {
  const series = seriesOf({ metric, subject, partner, attributed_to: author, period })
  if (!known.has(series.id))
    insertSeries.run(series.id, metric, subject, partner, author, series.calendar)
  known.add(series.id)
  const { starts_on, ends_on } = parsePeriod(period) ?? {}
  const figure = [
    Number(value),
    null,
    null,
    bound,
    text,
    'A',
    author,
    source,
    '[]',
    note || null,
    2
  ]
  return [
    id,
    metric,
    subject,
    partner,
    null,
    null,
    period,
    starts_on,
    ends_on,
    series.id,
    ...figure
  ]
}
