// One bad cell at a time: the load names it and keeps nothing.
import t from 'tap'
import type { BadCell } from '../../src/db/tables/define.ts'
import { DataError } from '../../src/files/data-error.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { buildTestStore } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { append, badCells, copyWith, type Edit, set } from './files.ts'

type Expected = Omit<BadCell, 'file' | 'expected'> & { expected: RegExp }

function expectCell(name: string, file: string, edit: Edit, cell: Expected): void {
  t.test(`${file}: ${name}`, async (t) => {
    const cells = await badCells(t, file, edit)
    t.match(cells, [{ file, ...cell }])
    t.equal(cells.length, 1, 'and no other')
  })
}

for (const value of someOf(
  [
    '1e5',
    '0x10',
    '400,000,000',
    '400 000 000',
    '1_000',
    '+5',
    '.5',
    '5.',
    '5.5.5',
    'NaN',
    '-',
    '٤٠٠',
    '$5'
  ],
  1
))
  expectCell(`number ${value}`, 'claims.csv', set('C0001', { value }), {
    line: 2,
    column: 'value',
    value,
    expected: /a plain decimal/
  })
for (const value of someOf(['12345678901234567', '0.12345678901234567', '9007199254740993'], 1))
  expectCell(`number ${value}`, 'claims.csv', set('C0001', { value }), {
    line: 2,
    column: 'value',
    value,
    expected: /a double keeps as it is written/
  })

const VOCABULARIES: [string, string, number, string, string][] = [
  ['claims.csv', 'C0001', 2, 'bound', 'roughly'],
  ['claims.csv', 'C0001', 2, 'direction', 'north'],
  ['claims.csv', 'C0001', 2, 'mode', 'Road'],
  ['metrics.csv', 'goods_exports', 2, 'topic', 'culture'],
  ['metrics.csv', 'goods_exports', 2, 'kind', 'rate'],
  ['metrics.csv', 'goods_exports', 2, 'desired', 'more'],
  ['metrics.csv', 'goods_exports', 2, 'partnered', 'maybe'],
  ['metrics.csv', 'goods_exports', 2, 'symmetric', 'True'],
  ['metrics.csv', 'goods_exports', 2, 'aggregation', 'max'],
  ['metrics.csv', 'goods_exports', 2, 'subject_kinds', 'country|town'],
  ['entities.csv', 'CAS5', 20, 'kind', 'club'],
  ['sources.csv', '24kg-foreign-2022', 2, 'kind', 'blog'],
  ['projections.csv', 'P001', 2, 'bound', ''],
  ['projections.csv', 'P001', 2, 'kind', 'plan'],
  ['events.csv', 'E001', 2, 'kind', 'rumoured'],
  ['relations.csv', 'R001', 2, 'kind', 'resembles']
]
for (const [file, id, line, column, value] of someOf(VOCABULARIES, 1))
  expectCell(`${column} ${JSON.stringify(value)}`, file, set(id, { [column]: value }), {
    line,
    column,
    value,
    expected: /^one of \w+, \w+/
  })

const FORMS: [string, string, number, string, string, RegExp][] = [
  ['claims.csv', 'C0001', 2, 'period', '2023-02-30', /^a period such as/],
  ['claims.csv', 'C0001', 2, 'period', '2023-Q5', /^a period such as/],
  [
    'claims.csv',
    'C0001',
    2,
    'period',
    '2023/2024',
    /^a period by its months, such as 2023-07-01\/P1Y /
  ],
  [
    'projections.csv',
    'P001',
    2,
    'base_period',
    'FY24',
    /^a period by its months, such as 2023-07-01\/P1Y /
  ],
  ['projections.csv', 'P001', 2, 'target_period', '2030s', /^a period such as/],
  ['projections.csv', 'P001', 2, 'base_value', '1e5', /^a plain decimal/],
  ['projections.csv', 'P001', 2, 'issued', '2024-13', /^a year, month or day/],
  ['sources.csv', '24kg-foreign-2022', 2, 'published', '2023-02-30', /^a year, month or day/],
  ['sources.csv', '24kg-foreign-2022', 2, 'url', 'ftp://24.kg/', /^a web address/],
  ['sources.csv', '24kg-foreign-2022', 2, 'publisher', '', /^some text/],
  ['events.csv', 'E001', 2, 'date', '', /^a year, month or day/],
  ['events.csv', 'E001', 2, 'date', '1995-13-9', /^a year, month or day/],
  ['claims.csv', 'C0001', 2, 'published_text', '', /^some text/],
  ['claims.csv', 'C0001', 2, 'note', ' blank before', /^no blanks at the edges/],
  ['claims.csv', 'C0001', 2, 'note', '=1+1', /^text that is no formula/],
  ['claims.csv', 'C0001', 2, 'note', '\tx', /^no blanks at the edges/],
  ['claims.csv', 'C0001', 2, 'attributed_to', 'Archyworldys\t', /^no blanks at the edges/],
  ['claims.csv', 'C0001', 2, 'note', 'x'.repeat(4_001), /^at most 4000 characters/],
  ['claims.csv', 'C0001', 2, 'period', ' 2023', /blanks|period/],
  ['claims.csv', 'C0001', 2, 'value', ' 5', /blanks|decimal/],
  ['scenarios.csv', 'official-target', 3, 'description', '', /^some text/]
]
for (const [file, id, line, column, value, expected] of someOf(FORMS, 1))
  expectCell(
    `${column} ${JSON.stringify(value.slice(0, 20))}`,
    file,
    set(id, { [column]: value }),
    {
      line,
      column,
      value: value.slice(0, 1_000),
      expected
    }
  )

expectCell(
  'an id with a blank',
  'claims.csv',
  append('C 9999,goods_trade,PAK,KAZ,,,2023,1,,,exact,1,,archyworldys-pak-kaz,,'),
  {
    line: 1331,
    column: 'id',
    value: 'C 9999',
    expected: /^an id of letters/
  }
)

t.test('BOM and CRLF are no fault', async (t) => {
  const { store, client } = await buildTestStore(t)
  const crlf: Edit = (content) => `\ufeff${content.replaceAll('\n', '\r\n')}`
  const result = await loadStarter(
    store,
    copyWith(t, { 'claims.csv': crlf, 'metrics.csv': crlf, 'relations.csv': crlf })
  )
  t.match(result.counts, {
    observation: { inserted: 1_329 + 416 },
    metric: { inserted: 47 + 5 },
    relation: { inserted: 213 + 50 }
  })
  t.equal(
    client
      .prepare(
        `SELECT count(*) FROM observation WHERE instr(note, char(13)) OR instr(id, char(65279))`
      )
      .pluck()
      .get(),
    0
  )
})

t.test(
  'a cell of several lines counts as its lines, for the rows after it and for its own',
  async (t) => {
    const note = 'one\ntwo\n\n"three"'
    const both: Edit = (content) => set('C0005', { value: '1e5' })(set('C0002', { note })(content))
    t.match(
      await badCells(t, 'claims.csv', both),
      [{ line: 9, column: 'value', value: '1e5' }],
      'after it'
    )
    t.match(
      await badCells(t, 'claims.csv', set('C0002', { note, value: '1e5' })),
      [{ line: 3, column: 'value' }],
      'the row begins there'
    )
  }
)

t.test('several bad cells in several files are named together, in their order', async (t) => {
  const { store } = await buildTestStore(t)
  const folder = copyWith(t, {
    'metrics.csv': set('goods_exports', { topic: 'culture' }),
    'claims.csv': set('C0003', { value: 'x' }),
    'events.csv': set('E001', { date: 'x' })
  })
  await t.rejects(loadStarter(store, folder), {
    message: `The data were not loaded; nothing of them was kept.
  metrics.csv line 2, column topic: found "culture", expected one of trade, transit, logistics, education, infrastructure, economy, prices, people, finance
  claims.csv line 4, column value: found "x", expected a plain decimal such as 52500000 or 28.5, without words, units and signs; what the source printed belongs in text
  events.csv line 2, column date: found "x", expected a year, month or day such as 2024, 2024-10 or 2024-10-07`
  })
})

t.test('more than twenty are counted', async (t) => {
  const { store } = await buildTestStore(t)
  const folder = copyWith(t, {
    'claims.csv': (content) => content.replaceAll(',exact,', ',roughly,')
  })
  await t.rejects(loadStarter(store, folder), { message: /\(and 1213 more like it\)$/ })
})

t.test('a database with data is left as it is', async (t) => {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  const before = client.serialize()
  await t.rejects(
    loadStarter(store, copyWith(t, { 'claims.csv': set('C0001', { value: '1e5' }) })),
    DataError
  )
  await t.rejects(
    loadStarter(store, copyWith(t, { 'claims.csv': set('C0001', { metric: 'none' }) })),
    DataError
  )
  t.ok(client.serialize().equals(before))
  t.equal(store.revision(), 1)
})
