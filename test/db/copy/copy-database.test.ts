// Copies between files: all rows of all tables, or none.
import { join } from 'node:path'
import t from 'tap'
import { CopyError, copyDatabase } from '../../../src/db/copy/copy-database.ts'
import { openSource, openWritable } from '../../../src/db/open.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { buildTestStore } from '../../helpers/app.ts'
import { SLOW } from '../../helpers/random.ts'
import { databaseWithHistory, killedCopy, rowsOf, runCopy } from './copying.ts'
import { dump, rowCounts } from './dump.ts'

const isEmpty = (file: string) => Object.values(rowsOf(file)).every(({ rows }) => rows === 0)

t.test('more rows than a page: none is missed, none comes twice', async (t) => {
  const { client, store } = await buildTestStore(t)
  const { client: copy, store: target } = await buildTestStore(t)
  client.exec(`INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES (1, 'x', 'x', 'x', 'done', '{}', 'x');
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
    INSERT INTO entity SELECT 'e' || i, 'port', 'E', '[]', i / 7.0, null, '[]', null, 'e', 1 FROM n;
    INSERT INTO membership SELECT parent.id, member.id, 1 FROM entity AS parent, (SELECT id FROM entity LIMIT 3) AS member`)
  const phases = new Map<string, number>()
  await copyDatabase(store, target, ({ phase, rows, total }) => phases.set(phase, rows / total))
  t.same(
    [...phases],
    [
      ['copying', 1],
      ['checking', 1]
    ]
  )
  t.equal(rowCounts(copy)['membership'], 4_500)
  t.same(dump(copy), dump(client))
})

t.test('what is written to the source meanwhile is left out', async (t) => {
  const { url, file, folder } = await databaseWithHistory(t)
  const before = rowsOf(file)
  const target = join(folder, 'copy.db')
  const [source, copy, other] = [
    await openSource(url),
    await openWritable(`file:${target}`),
    connectSqlite(file)
  ]
  const write = () => other.exec(`DELETE FROM event; UPDATE observation SET note = 'later'`)
  await copyDatabase(
    source,
    copy,
    ({ phase, table }) => phase === 'copying' && table === 'entity' && void write()
  )
  await Promise.all([source.close(), copy.close(), other.close()])
  t.same(rowsOf(target), before)
  t.notSame(rowsOf(file), before)
})

t.test(
  'a process killed while it writes leaves no row, and the next copy succeeds',
  SLOW,
  async (t) => {
    const { url, file, folder } = await databaseWithHistory(t)
    const target = join(folder, 'copy.db')
    t.match(await killedCopy(url, `file:${target}`, 'observation'), { signal: 'SIGKILL' })
    t.ok(isEmpty(target))
    t.match(await runCopy('--from', url, '--to', `file:${target}`), { code: 0 })
    t.same(rowsOf(target), rowsOf(file))
  }
)

t.test('a target that reads back otherwise is undone, and told table by table', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { client, store: target } = await buildTestStore(t)
  let spoilt = false
  const spoil = () => {
    if (!spoilt) client.exec(`UPDATE metric SET name = 'other' WHERE id = 'goods_trade'`)
    spoilt = true
  }
  const error = await copyDatabase(
    store,
    target,
    ({ phase }) => phase === 'checking' && spoil()
  ).then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  const tables = error instanceof CopyError ? error.tables : []
  const different = tables.filter(({ source, target }) => source.checksum !== target.checksum)
  t.match(different, [{ table: 'metric', source: { rows: 52 }, target: { rows: 52 } }])
  t.equal(client.prepare('SELECT count(*) FROM metric').pluck().get(), 0)
})

t.test('rows that come between the first look and the lock are found', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { client, store: target } = await buildTestStore(t, { data: 'starter' })
  const before = dump(client)
  await t.rejects(copyDatabase(store, target), {
    message: 'the target is not empty: its table import holds rows'
  })
  t.same(dump(client), before)
})
