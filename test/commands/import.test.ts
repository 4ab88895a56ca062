// `npm run import` as people and scripts run it: what it says, what it leaves, and what is left
// when it is killed.
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import { openWritable } from '../../src/db/open.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { prepareDatabase } from '../../src/starter/prepare.ts'
import { dump } from '../db/copy/dump.ts'
import { pluck } from '../helpers/pluck.ts'
import { runs, SLOW } from '../helpers/random.ts'
import { createDatabase, NEEDS_SERVER } from '../helpers/server-database.ts'
import { starterFile } from '../helpers/starter.ts'
import { claim, claimsOfDays, csv } from '../imports/importing.ts'
import { ended, startCommand } from './running.ts'

const claims = (count: number) => csv('observation', claimsOfDays(count, 'K'))

const start = (words: string[], settings = {}) => startCommand('import', words, settings)

/** A folder with a prepared database and a file of claims. */
async function place(t: Test, content: Buffer = csv('observation', [claim('N1'), claim('N2')])) {
  const database = await starterFile(t)
  const folder = dirname(database)
  const file = join(folder, 'claims.csv')
  writeFileSync(file, content)
  return { folder, file, url: `file:${database}`, database }
}

function contentsOf(database: string) {
  const client = connectSqlite(database)
  const { refusal: _, ...data } = dump(client)
  const found = { ...data, integrity: client.pragma('integrity_check', { simple: true }) }
  client.close()
  return found
}

t.test(
  'a new database gets the starter data, then the import; the same file again changes nothing',
  SLOW,
  async (t) => {
    const { folder, file } = await place(t)
    const url = `file:${join(folder, 'data/new.db')}`
    const first = await ended(start([file, '--note', 'monthly figures'], { DATABASE_URL: url }))
    t.match(first, {
      code: 0,
      stderr: '',
      stdout:
        /^Imported 2 rows from \S+claims\.csv in [\d.]+ s \([\d,]+ rows\/s\) as revision 2\.\n {2}observation: 2 new, 0 corrected, 0 unchanged\n {2}warning: \S+claims\.csv, line 3, N2: The claim N1 already says the same\.\n$/
    })
    const store = await openWritable(url)
    t.same(await pluck(store, 'SELECT kind || note FROM import WHERE revision = 2'), [
      'importmonthly figures'
    ])
    t.same(await pluck(store, 'SELECT count(*) FROM observation'), [1_747])
    await store.close()
    t.match(await ended(start([file], { DATABASE_URL: url })), {
      code: 0,
      stdout:
        /nothing differs, the data set stays at revision 2\.\n {2}observation: 0 new, 0 corrected, 2 unchanged/
    })
  }
)

t.test('standard input, gzip, and a dry run', async (t) => {
  const { url, database } = await place(t)
  const before = contentsOf(database)
  const child = start(['--to', url, '--dry-run', '-'])
  child.stdin.end(gzipSync(csv('observation', [claim('N1')])))
  t.match(await ended(child), {
    code: 0,
    stdout:
      /^Dry run, nothing was kept: 1 rows from standard input .* would make revision 2\.\n {2}observation: 1 new.*\n {2}insert observation \S+\n$/
  })
  t.same(contentsOf(database), before)
})

t.test('refused cells go to a file, all of them, harmless to spreadsheets', SLOW, async (t) => {
  const rows = Array.from({ length: 150 }, (_, index) => claim(`N${index}`, { value: '=1+1' }))
  const { url, file, folder, database } = await place(t, csv('observation', rows))
  const before = contentsOf(database)
  const list = join(folder, 'refused.csv')
  const { code, stderr } = await ended(start(['--to', url, '--refused', list, file]))
  t.equal(code, 1)
  t.match(
    stderr,
    /^The data were not loaded; nothing of them was kept\.\n.*claims\.csv line 2, column value: found "=1\+1", expected text that is no formula.*\n(.*\n)*.*\(and 130 more like it\)\n150 cells in all; --refused FILE lists them\.\n$/
  )
  const listed: Record<string, string>[] = parse(readFileSync(list), { columns: true })
  t.equal(listed.length, 150)
  t.match(listed[149], {
    file,
    line: '151',
    column: 'value',
    value: "'=1+1",
    expected: /no formula/
  })
  t.same(contentsOf(database), before)
  t.match(await ended(start(['--to', url, '--refused', list, '--type', 'source', file])), {
    code: 1,
    stderr: /column publisher.*expected this column in the header/
  })
})

t.test('a log gets a line of JSON every five seconds', SLOW, async (t) => {
  const { url } = await place(t)
  const child = start(['--to', url, '-'])
  const told = once(child.stderr, 'data')
  const finished = ended(child)
  child.stdin.write(csv('observation', [claim('T')]))
  let isTold = false
  told.then(() => (isTold = true)).catch(() => {})
  for (let turn = 0; !isTold && turn < 200; turn += 1) {
    child.stdin.write(csv('observation', [claim(`T${turn}`)], { header: false }))
    await setTimeout(250)
  }
  child.stdin.end()
  const [first] = await told
  t.match(JSON.parse(String(first).split('\n')[0] ?? ''), {
    time: /^\d{4}-/,
    phase: 'importing',
    file: 'standard input',
    rows: Number,
    rows_per_second: Number,
    bytes: Number,
    total_bytes: null,
    seconds_left: null
  })
  t.match(await finished, { code: 0, stdout: /observation: \d+ new/ })
})

/** So many that a part of them is in the log when the process dies. */
const MANY = 50_000
const CASES = [
  ['SIGINT', 3_000, 130],
  ['SIGTERM', 3_000, 143],
  ['SIGKILL', MANY, null]
] as const
// So many claims take long: `npm run test:all` imports them.
for (const [signal, rows, code] of CASES.slice(0, runs(1, 3))) {
  t.test(`killed half-way by ${signal}, it leaves nothing and can be run again`, async (t) => {
    const content = claims(rows)
    const { url, database, file } = await place(t, content)
    const before = contentsOf(database)
    const child = start(['--to', url, '-'])
    const finished = ended(child)
    child.stdin.write(content)
    await (rows === MANY
      ? until(() => sizeOf(`${database}-wal`) > 1_000_000)
      : until(() => isLocked(database)))
    child.kill(signal)
    t.match(await finished, {
      code,
      stderr: signal === 'SIGKILL' ? /^/ : /Interrupted: nothing was kept\.\n$/
    })
    t.same(contentsOf(database), before)
    t.match(await ended(start(['--to', url, file])), {
      code: 0,
      stdout: new RegExp(`as revision 2\\.\\n {2}observation: ${rows.toLocaleString('en')} new`)
    })
    t.equal(sizeOf(`${database}-wal`), 0, 'and the log is merged into the file')
  })
}

t.test('the same on a PostgreSQL server', NEEDS_SERVER, async (t) => {
  const url = await createDatabase(t)
  const { file } = await place(t, claims(3_000))
  await prepareDatabase(url)
  const store = await openWritable(url)
  const child = start(['--to', url, '-'])
  const finished = ended(child)
  child.stdin.write(claims(3_000))
  const waiting =
    'SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state = ' +
    "'idle in transaction'"
  for (let turn = 0; turn < 1_000 && (await pluck<number>(store, waiting))[0] === 0; turn += 1)
    await setTimeout(20)
  child.kill('SIGKILL')
  await finished
  t.same(await pluck(store, 'SELECT count(*)::int FROM observation'), [1_745])
  t.match(await ended(start(['--to', url, file])), {
    code: 0,
    stdout: /as revision 2\.\n {2}observation: 3,000 new/
  })
  await store.close()
})

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3_000 && !isSo(); turn += 1) await setTimeout(20)
}

/** Whether somebody is writing. */
function isLocked(database: string): boolean {
  const client = connectSqlite(database)
  client.pragma('busy_timeout = 0')
  try {
    client.exec('BEGIN IMMEDIATE; ROLLBACK')
    return false
  } catch {
    return true
  } finally {
    client.close()
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
