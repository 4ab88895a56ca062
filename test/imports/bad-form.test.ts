// Files that are not the CSV they should be: columns, quoting, encoding.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { BadCell } from '../../src/db/tables/define.ts'
import { DataError } from '../../src/files/data-error.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { copyWith } from './files.ts'

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
    content.replaceAll(/$/gm, ',x').replace(/\n,x$/, '\n').replace(',note,x', ',note,author')
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
      .replaceAll(/$/gm, ',x')
      .replace(/\n,x$/, '\n')
      .replace(',source,note,x', ',source,note,source')
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
