// Uploads the same files to both services: existing, new, corrected and bad rows, as CSV and as
// NDJSON, first as a dry run and then as an import.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Comparison } from './comparison.ts'
import type { Request } from './service.ts'

type Cells = Record<string, string>

const STARTER = new URL('../../../src/starter/', import.meta.url)
/** Rows to which other rows refer come first. */
const FILES = {
  metric: 'metrics',
  source: 'sources',
  scenario: 'scenarios',
  entity: 'entities',
  observation: 'claims',
  projection: 'projections',
  event: 'events',
  relation: 'relations'
}
const CSV = { 'content-type': 'text/csv' }
const NDJSON = { 'content-type': 'application/x-ndjson' }
const PACKED = { 'content-type': 'application/gzip' }
const ROWS = 4
const SECOND_MS = 1_000
/** The part of a second in which an upload may begin. */
const EARLY = 0.4
/** Columns whose words may change without changing what else a row may hold. */
const FREE = ['note', 'definition', 'title', 'description', 'attributed_to']

export async function compareUploads(comparison: Comparison): Promise<void> {
  for (const [noun, name] of Object.entries(FILES)) {
    const text = readFileSync(new URL(`${name}.csv`, STARTER), 'utf8')
    // The last rows: the first entities are countries, which no file may change.
    const rows = parse<Cells>(text, { columns: true }).slice(-ROWS)
    await good(comparison, rows, noun)
    await bad(comparison, rows)
  }
  await forms(comparison)
}

/**
 * Refused imports and done ones are listed by the second in which they ended. An upload begins
 * early in a second, so that it ends in the same second in both services.
 */
async function earlyInSecond(): Promise<void> {
  const late = Date.now() % SECOND_MS
  if (late > SECOND_MS * EARLY) await pause(SECOND_MS - late)
}

async function ask(comparison: Comparison, requests: Request[]): Promise<void> {
  for (const request of requests) {
    await earlyInSecond()
    await comparison.ask('uploads', request)
  }
}

function upload(body: string | Buffer, headers: Record<string, string>, query = ''): Request {
  return { method: 'POST', url: `/v1/imports${query}`, body, headers, key: 'admin' }
}

const csv = (rows: Cells[]) => stringify(rows, { header: true })
const ndjson = (rows: Cells[]) =>
  rows.map((row) => `${JSON.stringify(withoutEmpty(row))}\n`).join('')
const withoutEmpty = (row: Cells) =>
  Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''))

async function good(comparison: Comparison, rows: Cells[], noun: string): Promise<void> {
  const free = FREE.find((column) => rows[0] && column in rows[0]) ?? 'note'
  const changed = rows.map((row) => ({ ...row, [free]: 'Read again.' }))
  const added = rows.map((row) => ({ ...row, id: `${row['id']}-new` }))
  const again = rows.map((row, index) => ({ ...row, [free]: `Read ${index}.`, id: `z-${index}` }))
  const uploads = [
    upload(csv(rows), CSV),
    upload(csv([...changed, ...added]), CSV, '?dry_run=true'),
    upload(csv([...changed, ...added]), CSV, `?type=${noun}&note=by+comparison`),
    upload(csv([...changed, ...added]), CSV),
    upload(ndjson([...rows, ...again]), NDJSON, `?dry_run=true&type=${noun}`),
    upload(ndjson([...rows, ...again]), NDJSON, `?type=${noun}`),
    upload(gzipSync(csv(changed)), PACKED),
    { ...upload(csv(changed.slice(0, 1)), CSV), key: 'import' as const }
  ]
  await ask(comparison, uploads)
}

/** Uploads rows with one wrong column each, and files that are not tables. */
async function bad(comparison: Comparison, rows: Cells[]): Promise<void> {
  const [row = {}] = rows
  const columns = Object.keys(row)
  const each = (cell: string) =>
    columns.map((column, index) => ({ ...row, id: `bad-${index}`, [column]: cell }))
  const { [columns[1] ?? '']: _, ...narrow } = row
  const files = [
    ...['nonsense', '=1+1', '', '1,000', '2023-13', 'PAK|PAK', 'x'.repeat(9_000)].map(each),
    [row, row],
    [narrow],
    [{ ...row, nothing: '1' }]
  ]
  const uploads = files.flatMap((file) => [
    upload(csv(file), CSV, '?dry_run=true'),
    upload(csv(file), CSV, '?note=bad'),
    upload(ndjson(file), NDJSON, '?note=bad')
  ])
  await ask(comparison, uploads)
}

/** Sends wrong requests with good rows, and a repeated request. */
async function forms(comparison: Comparison): Promise<void> {
  const file = 'id,publisher,title,url,published,kind\nby-name,A Paper,Trade,,2024,press\n'
  const named = { ...CSV, 'idempotency-key': 'compare upload' }
  const uploads = [
    upload(file, named, '?note=named'),
    upload(file, named, '?note=named'),
    upload(`${file}other,A Paper,Trade,,2024,press\n`, named, '?note=named'),
    ...['', '\n', 'id\n', '{', '{}\n', '\u0000', '"', 'a,b\n1\n'].flatMap((body) => [
      upload(body, CSV),
      upload(body, NDJSON)
    ]),
    upload(file, PACKED),
    upload(file, { 'content-type': 'application/json' }),
    upload(file, CSV, '?type=claim'),
    upload(file, CSV, '?type=observation'),
    upload(file, CSV, '?dry_run=maybe'),
    upload(file, CSV, '?nothing=1')
  ]
  await ask(comparison, uploads)
}
