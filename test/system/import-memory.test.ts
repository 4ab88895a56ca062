// Imports of compressed bombs and long files need little memory. The command runs with a small
// heap, and the test measures it from outside.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { columnsOf } from '../../src/files/columns.ts'
import { prepareDatabase } from '../../src/starter/prepare.ts'
import { claim, csv } from '../imports/importing.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const MEGABYTE = 1024 * 1024
const GROWTH_MAX = 150 * MEGABYTE
/** The columns of {@link claim}. */
const COLUMNS = columnsOf('observation').filter((one) => one !== 'status' && one !== 'product')
const HEADER = `${COLUMNS.join()}\n`
const noMemory = existsSync('/proc/self/status') ? {} : { skip: 'memory is read from /proc' }

type Ran = { code: number | null; stderr: string; growth: number }

/**
 * Runs the command on bytes from standard input. Growth is measured after the process has loaded
 * its code.
 */
async function imported(t: Test, chunks: Iterable<Buffer>, packed = false): Promise<Ran> {
  const url = `file:${join(t.testdir(), 'corridor.db')}`
  await prepareDatabase(url)
  const baseline = await peakOf(spawnImport(url), Readable.from([Buffer.from('{"id":')]))
  const bytes = Readable.from(chunks)
  const ran = await peakOf(spawnImport(url), packed ? bytes.pipe(createGzip()) : bytes)
  const client = connectSqlite(url.slice(5), { readonly: true })
  t.same(client.prepare('SELECT max(revision) FROM import').pluck().get(), 1, 'nothing is kept')
  client.close()
  return { ...ran, growth: ran.peak - baseline.peak }
}

function spawnImport(url: string) {
  return spawn(
    process.execPath,
    ['--max-old-space-size=64', 'src/commands/import.ts', '--to', url, '-'],
    { cwd: ROOT }
  )
}

async function peakOf(
  child: ChildProcess & { stdin: NodeJS.WritableStream; stderr: Readable },
  input: Readable
) {
  let peak = 0
  const watch = setInterval(() => {
    const status = `/proc/${child.pid}/status`
    if (existsSync(status))
      peak = Math.max(
        peak,
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1_024
      )
  }, 10)
  // The command may stop reading early.
  child.stdin.on('error', () => input.destroy())
  input.pipe(child.stdin)
  const closed = once(child, 'close')
  const stderr = await text(child.stderr)
  const [code] = await closed
  clearInterval(watch)
  return { code, stderr, peak }
}

function* times(count: number, piece: Buffer): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield piece
}

function* after(head: string, rest: Iterable<Buffer>): Generator<Buffer> {
  yield Buffer.from(head)
  yield* rest
}

const BOMBS: [name: string, chunks: () => Iterable<Buffer>, expected: RegExp, packed?: boolean][] =
  [
    [
      'a line of 60 MB',
      () => after(HEADER, times(60, Buffer.alloc(MEGABYTE, 'x'))),
      /line 2, .*at most 262144 bytes a line/
    ],
    [
      '60 MB within one pair of quotes',
      () => after(`${HEADER}"`, times(60, Buffer.alloc(MEGABYTE, 'xxxxxxx\n'))),
      /line 2, .*a row of at most 262144/
    ],
    [
      'a line of 60 million empty cells',
      () => after(HEADER, times(60, Buffer.alloc(MEGABYTE, ','))),
      /line 2, .*at most 262144 bytes a line/
    ],
    [
      'a million columns',
      () => [Buffer.from(Array.from({ length: 1e6 }, (_, index) => `c${index}`).join())],
      /line 1, .*at most 262144 bytes a line/
    ],
    [
      'NDJSON in one line of 60 MB',
      () => after('{"id":"', times(60, Buffer.alloc(MEGABYTE, 'x'))),
      /line 1, .*at most 262144 bytes a line/
    ],
    [
      'a gzip bomb of 4 GB',
      () => times(4_096, Buffer.alloc(MEGABYTE)),
      /line 1, .*at most 262144 bytes a line/,
      true
    ],
    [
      'a gzip bomb of blank lines',
      () => after(HEADER, times(256, Buffer.alloc(MEGABYTE, '\n'))),
      /unpacks to at most 100 times its size/,
      true
    ]
  ]
for (const [name, chunks, expected, packed] of BOMBS) {
  t.test(`${name} is refused, in bounded memory`, noMemory, async (t) => {
    const { code, stderr, growth } = await imported(t, chunks(), packed)
    t.equal(code, 1)
    t.match(stderr, expected)
    t.ok(growth < GROWTH_MAX, `${Math.round(growth / MEGABYTE)} MB more than an import of nothing`)
  })
}

t.test('ten thousand of many bad rows are read, in bounded memory', noMemory, async (t) => {
  const rows = function* () {
    for (let start = 0; start < 30_000; start += 1_000)
      yield csv(
        'observation',
        Array.from({ length: 1_000 }, (_, index) =>
          claim(`B${start + index}`, { value: 'x', derived_from: 'nope' })
        ),
        { header: false }
      )
  }
  const { code, stderr, growth } = await imported(t, after(HEADER, rows()))
  t.equal(code, 1)
  t.match(stderr, /line 2, column value.*\n(.*\n)*Reading stopped after 10,000 rows/)
  t.ok(growth < GROWTH_MAX, `${Math.round(growth / MEGABYTE)} MB more than an import of nothing`)
})
