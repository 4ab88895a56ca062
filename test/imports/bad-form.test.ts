// Files that are not the CSV they should be: columns, quoting, encoding, and the command that loads
// them.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { connectSqlite } from '../../src/db/sqlite/store.ts'
import type { BadCell } from '../../src/db/tables/define.ts'
import { DataError } from '../../src/files/data-error.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { dump, rowCounts } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { copyWith } from './files.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The bad cells a folder is refused for; nothing of it is kept. */
async function refusal(t: Test, folder: string): Promise<readonly BadCell[]> {
  const { client, store } = await buildTestStore(t)
  const before = dump(client)
  const error = await loadStarter(store, folder).catch((error: unknown) => error)
  t.same(dump(client), before, 'nothing is kept')
  if (error instanceof DataError) return error.cells
  t.fail(`a DataError was expected, not ${JSON.stringify(error)}`)
  return []
}

const FILE = 'events.csv'
const events = (t: Test, edit: (content: string) => string) =>
  refusal(t, copyWith(t, { [FILE]: edit }))

t.test('a column is missing', async (t) => {
  const cells = await events(t, (content) => content.replace('id,date,', 'id,day,'))
  t.match(cells, [
    { file: FILE, line: 1, column: 'date', value: '', expected: 'this column in the header' }
  ])
  t.match(
    cells[1],
    { file: FILE, line: 1, column: 'day', expected: 'only the documented columns' },
    'and the one that is too many'
  )
  t.equal(cells.length, 2, 'each is told once, not once a row')
})

t.test('a column too many', async (t) => {
  const cells = await events(t, (content) =>
    content.replaceAll(/$/gm, ',x').replace(/\n,x$/, '\n').replace(',source,x', ',source,author')
  )
  t.match(cells, [
    {
      file: FILE,
      line: 1,
      column: 'author',
      value: 'author',
      expected: 'only the documented columns'
    }
  ])
  t.equal(cells.length, 1, 'told once')
})

t.test('a column twice', async (t) => {
  const cells = await events(t, (content) =>
    content
      .replaceAll(/$/gm, ',toi-qtta-2026')
      .replace(/\n,toi-qtta-2026$/, '\n')
      .replace(',source,toi-qtta-2026', ',source,source')
  )
  t.match(cells, [{ file: FILE, line: 1, column: 'source' }])
})

t.test('a cell too many, or too few', async (t) => {
  t.match(await events(t, (content) => content.replace('\nE002,2004,', '\nE002,2004,,')), [
    { file: FILE, line: 3, expected: /well-formed CSV/ }
  ])
  t.match(await events(t, (content) => content.replace('\nE002,2004,', '\nE002,')), [
    { file: FILE, line: 3, expected: /well-formed CSV/ }
  ])
})

t.test('quotes that do not close, or stand inside', async (t) => {
  t.match(await events(t, (content) => content.replace('\nE002,2004,', '\nE002,"2004,')), [
    { file: FILE, expected: /well-formed CSV/ }
  ])
  t.match(await events(t, (content) => content.replace('\nE002,2004,', '\nE002,20"04,')), [
    { file: FILE, line: 3, expected: /well-formed CSV/ }
  ])
})

t.test('an empty file has no columns', async (t) => {
  t.match(await events(t, () => ''), [{ file: FILE, line: 1, expected: /header/ }])
})

t.test('a header without rows is checked too', async (t) => {
  t.match(await events(t, () => 'id,day,entity,kind,title,source\n'), [
    { file: FILE, line: 1, column: 'date' }
  ])
})

t.test('bytes that are not UTF-8 are not taken for something else', async (t) => {
  const folder = copyWith(t, {})
  const path = join(folder, FILE)
  const content = readFileSync(path)
  content[content.indexOf('Quadrilateral')] = 0xff
  writeFileSync(path, content)
  t.match(await refusal(t, folder), [{ file: FILE, line: 2, expected: /UTF-8/ }])
})

t.test('a file that is not there is named', async (t) => {
  const { client, store } = await buildTestStore(t)
  const before = dump(client)
  const folder = copyWith(t, {})
  rmSync(join(folder, FILE))
  await t.rejects(loadStarter(store, folder), { message: /events\.csv/ })
  t.same(dump(client), before)
})

/**
 * Runs the command as `npm run db:load` does, in a copy of the project whose starter data can be
 * spoilt.
 */
function project(t: Test) {
  const root = t.testdir()
  for (const name of ['src', 'migrations', 'package.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const file = join(root, 'data/test.db')
  const load = async (settings = {}) => {
    const env = { ...process.env, DATABASE_URL: `file:${file}`, ...settings }
    return promisify(execFile)(process.execPath, ['src/commands/load.ts'], { cwd: root, env }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr })
    )
  }
  return { root, file, load }
}

t.test(
  'npm run db:load: a bad cell is one message and exit code 1; put right, it loads once',
  async (t) => {
    const { root, file, load } = project(t)
    const claims = join(root, 'src/starter/claims.csv')
    const good = readFileSync(claims, 'utf8')
    writeFileSync(claims, good.replace(',400000000,', ',4e8,'))
    t.same(await load(), {
      code: 1,
      stdout: '',
      stderr:
        'The data were not loaded; nothing of them was kept.\n  claims.csv line 2, column ' +
        'value: found "4e8", expected a plain decimal such as 52500000 or 28.5\n'
    })
    const client = connectSqlite(file)
    t.match(rowCounts(client), { import: 0, observation: 0, country: 0, entity: 0 })
    client.close()

    writeFileSync(claims, good)
    const first = await load()
    t.match(first, {
      code: 0,
      stderr: '',
      stdout:
        /^Loaded the starter data as revision 1\.\n(.*\n)* {2}observation: 1329 new, 0 corrected\n/
    })
    t.same(await load(), {
      code: 0,
      stderr: '',
      stdout: 'The starter data are loaded already; the data set stays at revision 1.\n'
    })
  }
)

t.test('npm run db:load: settings that cannot be used are exit code 78', async (t) => {
  const { load } = project(t)
  t.match(await load({ DATABASE_URL: 'corridor.db' }), {
    code: 78,
    stdout: '',
    stderr: /^These settings cannot be used:\n.*\n {2}DATABASE_URL +"corridor\.db"/
  })
})
