// Withdrawing: the row leaves the data and stays in the history; what others refer to stays.
import t, { type Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { ChangeError, type RefusedRow } from '../../src/imports/engine/change-error.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { rowCounts, withdraw, withdrawAll, write } from '../helpers/changes.ts'
import { insertRows } from '../helpers/rows.ts'
import { copyWith } from './files.ts'

/** Two claims, one computed from the other, a relation between them, a projection and an event. */
async function fill(t: Test) {
  const made = await buildTestStore(t)
  await insertRows(made.store, {
    observation: [
      {},
      { id: 'C0002', period: '2024', derived_from: ['C0001'], attributed_to: 'Another' }
    ],
    relation: [{}],
    projection: [{}],
    event: [{}]
  })
  return made
}

async function refusedBy(
  t: Test,
  store: Store,
  run: () => Promise<unknown>
): Promise<readonly RefusedRow[]> {
  const before = store.revision()
  const error = await run().catch((error: unknown) => error)
  t.equal(store.revision(), before, 'no revision is made')
  if (error instanceof ChangeError) return error.refused
  t.fail(`a ChangeError was expected, not ${error}`)
  return []
}

t.test(
  'a withdrawn claim leaves the data and stays in the history, with who and why at its revision',
  async (t) => {
    const { client, store } = await fill(t)
    const all = (sql: string) => client.prepare(sql).all()
    const before = all(`SELECT * FROM observation WHERE id = 'C0002'`)[0] as object
    await withdraw(store, 'relation', 'R001')
    const result = await withdraw(store, 'observation', 'C0002')
    t.same([result.revision, result.changed, store.revision()], [3, true, 3])
    t.same(result.counts['observation'], rowCounts({ withdrawn: 1 }))
    t.same(all('SELECT id FROM observation'), [{ id: 'C0001' }])
    t.same(all('SELECT * FROM observation_history'), [
      { ...before, retired_revision: 3, withdrawn: 1 }
    ])
    t.same(all('SELECT * FROM derivation'), [])
    t.match(all('SELECT * FROM import WHERE revision = 3')[0], {
      kind: 'change',
      made_by: 'a key',
      note: 'a misprint',
      state: 'done'
    })
    t.same(client.pragma('foreign_key_check'), [])
  }
)

t.test('coverage and series follow a withdrawal, and no others are counted anew', async (t) => {
  const { client, store } = await fill(t)
  const coverage = (metric: string) =>
    client.prepare('SELECT * FROM metric_coverage WHERE metric = ?').get(metric)
  client.exec(
    'INSERT INTO metric (id, name, definition, unit, topic, kind, desired, subject_kinds, ' +
      "partnered, symmetric, aggregation, search_text, revision) SELECT 'other', name, " +
      'definition, unit, topic, kind, desired, subject_kinds, partnered, symmetric, ' +
      'aggregation, search_text, 1 FROM metric'
  )
  client.exec(`INSERT INTO metric_coverage VALUES ('other', 7, NULL, NULL, 7, 7)`)
  await withdraw(store, 'relation', 'R001')
  await withdraw(store, 'observation', 'C0002')
  t.match(coverage('goods_trade'), {
    observations: 1,
    first_period: '2023',
    last_period: '2023',
    sources: 1,
    subjects: 1
  })
  t.match(coverage('other'), { observations: 7 })
  t.same(client.prepare('SELECT attributed_to, observations FROM series').all(), [
    { attributed_to: 'A Ministry', observations: 1 }
  ])
  await withdraw(store, 'observation', 'C0001')
  t.match(coverage('goods_trade'), {
    observations: 0,
    first_period: null,
    last_period: null,
    sources: 0,
    subjects: 0
  })
  t.equal(client.prepare('SELECT count(*) FROM series').pluck().get(), 0)
})

t.test('what others refer to is not withdrawn, and the error names them', async (t) => {
  const { store } = await fill(t)
  const blocked = async (
    noun: 'observation' | 'source' | 'metric' | 'scenario' | 'entity',
    id: string
  ) =>
    (await refusedBy(t, store, () => withdraw(store, noun, id))).flatMap((one) => [
      `${one.type} ${one.id} ${one.reason}`,
      ...one.by.map((by) => `${by.type} ${by.id}`)
    ])
  t.same(await blocked('observation', 'C0001'), [
    'observation C0001 referred_to',
    'relation R001',
    'observation C0002'
  ])
  t.same(await blocked('observation', 'C0002'), ['observation C0002 referred_to', 'relation R001'])
  t.same((await blocked('source', 'a-paper')).sort(), [
    'event E001',
    'observation C0001',
    'observation C0002',
    'projection P001',
    'source a-paper referred_to'
  ])
  t.same(await blocked('scenario', 'official-target'), [
    'scenario official-target referred_to',
    'projection P001'
  ])
  t.same(await blocked('entity', 'karachi-port'), ['entity karachi-port referred_to', 'event E001'])
  t.same((await blocked('metric', 'goods_trade')).at(0), 'metric goods_trade referred_to')
})

t.test('an error names some of many', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const refused = await refusedBy(t, store, () =>
    withdraw(store, 'metric', 'goods_trade', 'transit_teu')
  )
  t.equal(refused.flatMap(({ by }) => by).length, 20)
})

t.test('everything can go in one change, whatever the order it is named in', async (t) => {
  const { client, store } = await fill(t)
  await insertRows(store, {
    entity: [
      { id: 'gwadar-port' },
      { id: 'a-route', kind: 'route', members: ['PAK', 'gwadar-port'] }
    ],
    alias: [{ id: 'karachi-port-ur' }]
  })
  const { counts } = await withdrawAll(store, {
    unit: ['USD'],
    metric: ['goods_trade'],
    entity: ['gwadar-port', 'a-route', 'karachi-port'],
    source: ['a-paper'],
    scenario: ['official-target'],
    alias: ['karachi-port-ur'],
    observation: ['C0001', 'C0002'],
    projection: ['P001'],
    event: ['E001'],
    relation: ['R001']
  })
  t.same(
    Object.fromEntries(Object.entries(counts).map(([noun, count]) => [noun, count.withdrawn])),
    {
      unit: 1,
      metric: 1,
      source: 1,
      scenario: 1,
      entity: 3,
      country: 0,
      alias: 1,
      leg: 0,
      corridor: 0,
      product: 0,
      observation: 2,
      projection: 1,
      event: 1,
      relation: 1
    }
  )
  for (const table of [
    'unit',
    'metric',
    'metric_coverage',
    'series',
    'source',
    'scenario',
    'alias',
    'observation',
    'derivation',
    'projection',
    'event'
  ]) {
    t.equal(client.prepare(`SELECT count(*) FROM "${table}"`).pluck().get(), 0, table)
  }
  const others = "SELECT DISTINCT entity FROM entity_name WHERE entity LIKE '%port'"
  t.same(client.prepare(others).all(), [], 'and their names')
  t.same(client.prepare('SELECT * FROM relation_other_history').all(), [
    { relation: 'R001', position: 0, observation: 'C0002', revision: 1, retired_revision: 3 }
  ])
  t.same(client.pragma('foreign_key_check'), [])
})

t.test('what is not there, and a country, are refused', async (t) => {
  const { client, store } = await fill(t)
  const [unknown] = await refusedBy(t, store, () => withdraw(store, 'event', 'E001', 'E999'))
  t.same(unknown, { type: 'event', id: 'E999', reason: 'unknown', by: [] })
  const [country] = await refusedBy(t, store, () => withdraw(store, 'entity', 'PAK'))
  t.same(country, { type: 'entity', id: 'PAK', reason: 'country', by: [] })
  t.match(
    new ChangeError([unknown, country] as RefusedRow[]).message,
    /no event E999; entity PAK is a country/
  )
  const before = dump(client)
  t.match(await withdrawAll(store, {}), { revision: 1, changed: false })
  t.same(dump(client), before)
})

t.test('a withdrawn claim can be brought in again', async (t) => {
  const { client, store } = await fill(t)
  await withdraw(store, 'projection', 'P001')
  const { counts } = await write(store, { projection: [{}] })
  t.same(counts['projection'], rowCounts({ inserted: 1 }))
  t.same(client.prepare('SELECT id, revision FROM projection').all(), [{ id: 'P001', revision: 3 }])
  t.same(client.prepare('SELECT id, revision, retired_revision FROM projection_history').all(), [
    { id: 'P001', revision: 1, retired_revision: 2 }
  ])
})

t.test('times never run backwards', async (t) => {
  const { client, store } = await fill(t)
  await withdrawAll(store, { relation: ['R001'] }, { time: '2026-03-01T00:00:00.999Z' })
  await withdrawAll(
    store,
    { event: ['E001'] },
    { time: '2026-02-01T00:00:00Z', started: '2026-01-31T23:59:59Z' }
  )
  t.same(
    client
      .prepare('SELECT started, finished FROM import WHERE revision > 1 ORDER BY revision')
      .all(),
    [
      { started: '2026-03-01T00:00:00Z', finished: '2026-03-01T00:00:00Z' },
      { started: '2026-01-31T23:59:59Z', finished: '2026-03-01T00:00:00Z' }
    ]
  )
})

t.test(
  'the starter data bring nothing back that others have withdrawn, nor what names it',
  async (t) => {
    const { client, store } = await buildTestStore(t, { data: 'starter' })
    const relations = client
      .prepare(
        "SELECT id FROM relation WHERE observation = 'C0392' UNION SELECT relation FROM " +
          "relation_other WHERE observation = 'C0392'"
      )
      .pluck()
      .all() as string[]
    await withdrawAll(store, { relation: relations, observation: ['C0392'] })
    const folder = copyWith(t, {
      'relations.csv': (text) => `${text}R999,contradicts,C0002,C0392,new\n`,
      'events.csv': (text) => text.replace('E002,2004,', 'E002,2005,')
    })
    const { counts } = await loadStarter(store, folder)
    t.same(counts['observation'], rowCounts({ kept: 1, unchanged: 1_328 + 416 }))
    t.same(
      counts['relation'],
      rowCounts({ kept: relations.length + 1, unchanged: 213 + 50 - relations.length })
    )
    t.same(counts['event'], rowCounts({ corrected: 1, unchanged: 30 + 18 }))
    t.equal(client.prepare(`SELECT count(*) FROM observation WHERE id = 'C0392'`).pluck().get(), 0)
  }
)
