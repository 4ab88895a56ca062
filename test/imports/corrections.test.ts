// Importing what has changed: one revision, only the changed rows, the versions before kept.
import type SQLite from 'better-sqlite3'
import t from 'tap'
import { importRows } from '../../src/imports/engine/import-rows.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { rowCounts } from '../helpers/changes.ts'
import { readStarter } from '../helpers/read-rows.ts'
import { copyWith } from './files.ts'

const NEXT = {
  'claims.csv': (text: string) =>
    text.replace(
      'C0001,goods_trade,PAK,KAZ,,,2023,400000000,',
      'C0001,goods_trade,PAK,KAZ,,,2022,410000000,'
    ),
  'projections.csv': (text: string) => text.replace('2030,2000000000,', '2031,2000000000,'),
  'metrics.csv': (text: string) => text.replace(',Goods exports,', ',Exports of goods,'),
  'sources.csv': (text: string) =>
    text.replace('Most foreign students are from Uzbekistan', 'Students from abroad'),
  'entities.csv': (text: string) => text.replace(',Pakistan,', ',Islamic Republic of Pakistan,'),
  'events.csv': (text: string) => text.replace('E002,2004,', 'E002,2005,'),
  'scenarios.csv': (text: string) => text.replace('Strengthened ties,', 'Stronger ties,'),
  'units.csv': (text: string) => text.replace(',US dollar,', ',Dollar,'),
  'aliases.csv': (text: string) => text.replace('TUR,Turkey,en', 'TUR,Turkiye,en'),
  'products.csv': (text: string) => text.replace(',Cotton,', ',Cotton and its yarn,'),
  'relations.csv': (text: string) =>
    text.replace('article value is 7.6 times', 'the article says 7.6 times'),
  'corridors/legs.csv': (text: string) =>
    text.replace('pavlodar,astana,road,open,', 'pavlodar,astana,road,seasonal,'),
  'corridors/corridors.csv': (text: string) =>
    text.replace(',augaf-tir-2023,\n', ',augaf-tir-2023,by the motorway\n')
}
const VERSIONED = [
  'observation',
  'projection',
  'metric',
  'unit',
  'source',
  'entity',
  'alias',
  'leg',
  'corridor',
  'product',
  'event'
]

const row = (client: SQLite.Database, table: string, id: string) =>
  client.prepare(`SELECT * FROM "${table}" WHERE id = ?`).get(id) as Record<string, unknown>

/**
 * What an import of another kind would leave behind: one row corrected in revision 2, the version
 * before in the history.
 */
function correct(client: SQLite.Database, table: string, id: string, set: string): void {
  client.exec(
    'INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES ' +
      "(2, 'correction', '2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z', 'done', '{}', 'x')"
  )
  const names = (client.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => `"${name}"`)
    .join()
  if (VERSIONED.includes(table))
    client.exec(
      `INSERT INTO ${table}_history (${names}, retired_revision) SELECT ${names}, 2 FROM ` +
        `${table} WHERE id = '${id}'`
    )
  client.exec(`UPDATE ${table} SET ${set}, revision = 2 WHERE id = '${id}'`)
}

t.test('changed files make one revision that corrects the changed rows and no other', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const result = await loadStarter(store, copyWith(t, NEXT))
  t.match(result, { revision: 2, changed: true })
  for (const [noun, count] of Object.entries(result.counts))
    t.same(count, rowCounts({ corrected: 1, unchanged: count.unchanged }), noun)
  t.equal(store.revision(), 2)
  for (const table of VERSIONED)
    t.equal(
      client.prepare(`SELECT count(*) FROM "${table}" WHERE revision = 2`).pluck().get(),
      1,
      `${table}: one row of revision 2`
    )
  t.equal(client.prepare('SELECT count(*) FROM import').pluck().get(), 2)
  t.same(client.pragma('foreign_key_check'), [])
})

t.test('the versions before stay in the history, as they were', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const ids = {
    observation: 'C0001',
    projection: 'P001',
    metric: 'goods_exports',
    source: '24kg-foreign-2022',
    entity: 'PAK',
    leg: 'pavlodar-astana-road',
    corridor: 'ta-torkham-karachi-mway',
    event: 'E002'
  }
  const before = Object.fromEntries(
    Object.entries(ids).map(([table, id]) => [table, row(client, table, id)])
  )
  await loadStarter(store, copyWith(t, NEXT))
  for (const [table, id] of Object.entries(ids)) {
    const history = client.prepare(`SELECT * FROM ${table}_history`).all() as Record<
      string,
      unknown
    >[]
    t.same(history, [{ ...before[table], retired_revision: 2, withdrawn: 0 }], table)
    t.match(row(client, table, id), { revision: 2 })
  }
  t.match(row(client, 'observation', 'C0001'), {
    value: 410_000_000,
    period: '2022',
    starts_on: '2022-01-01',
    ends_on: '2022-12-31'
  })
  t.match(row(client, 'projection', 'P001'), {
    target_period: '2031',
    target_ends_on: '2031-12-31'
  })
  t.match(row(client, 'metric', 'goods_exports'), {
    name: 'Exports of goods',
    search_text: /\nexports of goods\n/
  })
  t.match(row(client, 'leg', 'pavlodar-astana-road'), { state: 'seasonal' })
  t.match(row(client, 'event', 'E002'), { date: '2005', starts_on: '2005-01-01' })
})

t.test(
  'going back to the old files is a third revision, with two versions in the history',
  async (t) => {
    const { client, store } = await buildTestStore(t, { data: 'starter' })
    const before = row(client, 'observation', 'C0001')
    await loadStarter(store, copyWith(t, NEXT))
    t.match(await loadStarter(store), { revision: 3, changed: true })
    t.same(row(client, 'observation', 'C0001'), { ...before, revision: 3 })
    t.same(
      client
        .prepare('SELECT revision, retired_revision FROM observation_history ORDER BY revision')
        .all(),
      [
        { revision: 1, retired_revision: 2 },
        { revision: 2, retired_revision: 3 }
      ]
    )
  }
)

t.test('coverage and series follow a correction', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const folder = copyWith(t, {
    'claims.csv': (text) =>
      text.replace('C0001,goods_trade,PAK,KAZ,,,2023,', 'C0001,goods_trade,PAK,KAZ,,,2099-Q1,')
  })
  await loadStarter(store, folder)
  t.equal(
    client
      .prepare(`SELECT last_period FROM metric_coverage WHERE metric = 'goods_trade'`)
      .pluck()
      .get(),
    '2099-Q1'
  )
  const unused = 'SELECT count(*) FROM series WHERE id NOT IN (SELECT series FROM observation)'
  t.equal(client.prepare(unused).pluck().get(), 0, 'no series is left without observations')
  const [series] = client
    .prepare(
      `SELECT series.* FROM series JOIN observation o ON o.series = series.id WHERE o.id = 'C0001'`
    )
    .all()
  t.match(series, {
    calendar: 'P3M',
    observations: 1,
    first_period: '2099-Q1',
    last_period: '2099-Q1',
    sources: 1
  })
})

t.test('an import that fails in the middle leaves nothing', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const before = dump(client)
  client.exec(
    'CREATE TEMP TRIGGER late BEFORE INSERT ON main.relation_other BEGIN SELECT raise(ABORT, ' +
      "'disk full'); END"
  )
  await t.rejects(loadStarter(store, copyWith(t, NEXT)), /disk full/)
  t.same(dump(client), before)
  t.equal(store.revision(), 1)
})

t.test(
  'what an import of another kind has corrected stays, the rest follows the files',
  async (t) => {
    const { client, store } = await buildTestStore(t, { data: 'starter' })
    correct(client, 'observation', 'C0001', 'value = 999')
    t.match(
      await loadStarter(store),
      { revision: 2, changed: false },
      'the same files again are no news'
    )
    t.match(await loadStarter(store, copyWith(t, NEXT)), { revision: 3, changed: true })
    t.match(row(client, 'observation', 'C0001'), { value: 999, period: '2023', revision: 2 })
    t.match(row(client, 'projection', 'P001'), { target_period: '2031', revision: 3 })
    t.same(client.prepare('SELECT id, value, retired_revision FROM observation_history').all(), [
      { id: 'C0001', value: 400_000_000, retired_revision: 2 }
    ])
  }
)

t.test('the links of a corrected entity stay with its correction', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  correct(client, 'entity', 'CAS5', `members = '["UZB","KAZ"]'`)
  client.exec(
    "DELETE FROM membership WHERE parent = 'CAS5'; INSERT INTO membership VALUES ('CAS5', " +
      "'UZB', 0), ('CAS5', 'KAZ', 1)"
  )
  await loadStarter(store, copyWith(t, NEXT))
  t.match(row(client, 'entity', 'CAS5'), { members: '["UZB","KAZ"]', revision: 2 })
  t.same(
    client
      .prepare(`SELECT member FROM membership WHERE parent = 'CAS5' ORDER BY position`)
      .pluck()
      .all(),
    ['UZB', 'KAZ']
  )
})

for (const [table, id, column] of [
  ['relation', 'R001', 'note'],
  ['scenario', 'official-target', 'name']
] as const) {
  t.test(`a ${table} that was corrected stays so`, async (t) => {
    const { client, store } = await buildTestStore(t, { data: 'starter' })
    correct(client, table, id, `${column} = 'corrected'`)
    await loadStarter(store, copyWith(t, NEXT))
    t.match(row(client, table, id), { [column]: 'corrected' })
  })
}

t.test('an import of another kind corrects what the starter data brought', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const data = await readStarter()
  const [first] = data.observation
  if (first) first.value = 999
  const { counts } = await store.transaction((snapshot) =>
    importRows(snapshot, data, { kind: 'correction', time: '2026-12-01T00:00:00Z' })
  )
  const unchanged = data.observation.length - 1
  t.same(counts['observation'], rowCounts({ corrected: 1, unchanged }))
  t.match(row(client, 'observation', 'C0001'), { value: 999, revision: 2 })
})
