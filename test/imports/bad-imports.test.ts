// Imports that must be refused: with the line, with every bad cell, and with nothing kept.
import { gzipSync } from 'node:zlib'
import type SQLite from 'better-sqlite3'
import t, { type Test } from 'tap'
import type { BadCell } from '../../src/db/tables/define.ts'
import { columnsOf } from '../../src/files/columns.ts'
import { AHEAD_MAX } from '../../src/imports/engine/validation/mentions-ahead.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { readRows } from './files.ts'
import { claim, claimsOfDays, csv, file, refused, run } from './importing.ts'

/**
 * The cells that files are refused for; nothing of them is kept, and the database takes a good
 * import afterwards.
 */
async function cellsOf(
  t: Test,
  files: Parameters<typeof refused>[1],
  options = {}
): Promise<{ cells: readonly BadCell[]; count: number }> {
  const { client, store } = await buildTestStore(t, { data: 'starter' })
  before ??= dataOf(client)
  const found = await refused(store, files, { made_by: 'desk', ...options })
  t.same(dataOf(client), before, 'nothing is kept')
  t.same(
    client.prepare('SELECT kind, made_by, bad FROM refusal').all(),
    [{ kind: 'test', made_by: 'desk', bad: found.count }],
    'but the record of it'
  )
  t.equal(store.revision(), 1)
  t.match(
    await run(store, [file('observation', [claim('GOOD')])]),
    { revision: 2 },
    'and the next import is taken'
  )
  return found
}

/** Every import here meets the starter data. */
let before: ReturnType<typeof dataOf> | undefined

/** Everything but the record of refused imports. */
function dataOf(client: SQLite.Database) {
  const { refusal: _, ...data } = dump(client)
  return data
}

const CELLS: [name: string, cells: Record<string, string>, column: string, expected: RegExp][] = [
  ['a formula', { note: '=HYPERLINK("http://x")' }, 'note', /no formula/],
  ['a formula for a figure', { value: '=1+1' }, 'value', /no formula/],
  ['thousands separators', { value: '1,000' }, 'value', /a plain decimal/],
  ['a blank as separator', { value: '1 000' }, 'value', /a plain decimal/],
  ['NaN', { value: 'NaN' }, 'value', /a plain decimal/],
  ['Infinity', { value: 'Infinity' }, 'value', /a plain decimal/],
  [
    'digits that a double cannot hold',
    { value: '12345678901234567' },
    'value',
    /a double keeps as it is written/
  ],
  ['more decimals than are kept', { value: '0.000000000000000000000001' }, 'value', /20 decimals/],
  ['a number beyond all figures', { value: '10000000000000000000' }, 'value', /up to 10\^18/],
  [
    'a number beyond all doubles',
    { value: '9'.repeat(400) },
    'value',
    /a double keeps as it is written/
  ],
  ['a day that does not exist', { period: '2023-02-30' }, 'period', /a period such as/],
  ['a month that does not exist', { period: '2023-13' }, 'period', /a period such as/],
  [
    'a fiscal year without its months',
    { period: '2023-24' },
    'period',
    /^a period by its months, such as 2023-07-01\/P1Y for July 2023 to June 2024/
  ],
  ['two days in one', { period: '07/08/2023' }, 'period', /^2023-08-07 or 2023-07-08/],
  ['a metric that is not there', { metric: 'nope' }, 'metric', /the id of a metric/],
  ['an entity that is not there', { subject: 'XXX' }, 'subject', /the id or name of an entity/],
  ['a source that is not there', { source: 'nope' }, 'source', /the id of a source/],
  [
    'a claim that is not there',
    { derived_from: 'C0001|nope' },
    'derived_from',
    /ids of other claims/
  ],
  ['itself', { derived_from: 'B1' }, 'derived_from', /ids of other claims/],
  ['a partner like the subject', { partner: 'PAK' }, 'partner', /another entity than the subject/],
  [
    'a range without its bound',
    { value: '', low: '1', high: '2' },
    'bound',
    /range, because low and high are given/
  ],
  [
    'a subject of another kind',
    { subject: 'karachi-port' },
    'subject',
    /an entity of kind country/
  ],
  ['an NUL character', { note: 'a\0b' }, 'note', /no NUL/],
  ['a text that is too long', { note: 'x'.repeat(4_001) }, 'note', /at most 4000 characters/]
]
for (const [name, cells, column, expected] of someOf(CELLS, 2)) {
  t.test(`${name} is refused with its line`, async (t) => {
    const rows = [claim('B0', { note: 'two\nlines' }), claim('B1', cells), claim('B2')]
    const found = await cellsOf(t, [file('observation', rows, 'claims.csv')])
    t.match(found, { cells: [{ file: 'claims.csv', line: 4, column, expected }], count: 1 })
  })
}

t.test('texts that begin as signs do are taken', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const notes = ['+18 % on a year before', '-3 % on a year before', '@ 5 dollars', "'+a"]
  t.match(
    await run(store, [
      file(
        'observation',
        notes.map((note, index) => claim(`B${index}`, { note }))
      )
    ]),
    { rows: 4 }
  )
})

t.test(
  'an id that stands twice: in a file, in two files, far apart, in a refused row',
  async (t) => {
    const twice = { column: 'id', value: 'B1', expected: /occurs only once/ }
    const many = claimsOfDays(3_000, 'M')
    t.match(await cellsOf(t, [file('observation', [claim('B1'), claim('B2'), claim('B1')])]), {
      cells: [{ line: 4, ...twice }],
      count: 1
    })
    t.match(
      await cellsOf(t, [
        file('observation', [claim('B1')], 'a'),
        file('observation', [claim('B1')], 'b')
      ]),
      {
        cells: [{ file: 'b', line: 2, ...twice }],
        count: 1
      }
    )
    t.match(await cellsOf(t, [file('observation', [claim('B1'), ...many, claim('B1')])]), {
      cells: [{ line: 3_003, ...twice }],
      count: 1
    })
    t.match(await cellsOf(t, [file('observation', [claim('B1', { value: 'x' }), claim('B1')])]), {
      cells: [
        { line: 2, column: 'value' },
        { line: 3, ...twice }
      ],
      count: 2
    })
    t.match(
      await cellsOf(t, [file('observation', [claim('C0001'), claim('C0001')])]),
      { count: 1 },
      'also one that is there already'
    )
  }
)

t.test(
  'a hundred bad cells are named and all are counted and told; a bad row does not hide those ' +
    'after it',
  async (t) => {
    const told: BadCell[] = []
    const rows = Array.from({ length: 1_000 }, (_, index) =>
      claim(`B${index}`, index === 500 ? {} : { value: 'x', bound: 'y' })
    )
    const { cells, count } = await cellsOf(t, [file('observation', rows)], {
      onRefused: (cell: BadCell) => told.push(cell)
    })
    t.equal(cells.length, 100)
    t.equal(count, 1_998)
    t.equal(told.length, 1_998)
    t.same(
      cells.map(({ alike, distinct, values, ...cell }) => cell),
      told.slice(0, 100),
      'the first of each kind'
    )
    t.same(
      cells.flatMap(({ alike = [] }) => alike),
      [949, 949]
    )
    t.same(
      cells.flatMap(({ values = [] }) => values),
      [
        { value: 'x', cells: 999 },
        { value: 'y', cells: 999 }
      ]
    )
    t.same(
      told.map(({ line }) => line),
      told.map(({ line }) => line).toSorted((a, b) => a - b),
      'in the order of the file'
    )
  }
)

t.test('what a refused file would have brought is not missed in the others', async (t) => {
  const metric = { ...readRows('metrics.csv')[0], id: 'new_metric' }
  const source = { id: 'new-source', publisher: '', title: 'T', kind: 'press' }
  const files = [
    file('observation', [
      claim('B1', { metric: 'new_metric', source: 'new-source', subject: 'new-group' }),
      claim('B2', { derived_from: 'B1|B3' }),
      claim('B3', { value: 'x' })
    ]),
    file('entity', [{ id: 'new-group', kind: 'group', name: 'G' }]),
    file('source', [source]),
    file('metric', [metric]),
    file('relation', [{ id: 'RB1', kind: 'contradicts', claim: 'B1', other: 'B3' }])
  ]
  t.match(await cellsOf(t, files), {
    cells: [
      { file: 'source.csv', line: 2, column: 'publisher' },
      { file: 'observation.csv', line: 4, column: 'value' }
    ],
    count: 2
  })
})

t.test('a file that cannot be read on does not hide what is wrong in the others', async (t) => {
  const broken = {
    file: 'broken.csv',
    bytes: [
      Buffer.concat([
        csv('source', [{ id: 's', publisher: 'P', title: 'T', kind: 'press' }]),
        Buffer.from('s2,"P')
      ])
    ]
  }
  const found = await cellsOf(t, [
    broken,
    { file: 'no.csv', bytes: [Buffer.from('a,b\n')] },
    file('observation', [claim('B1', { value: 'x', source: 's' })])
  ])
  t.match(found, {
    cells: [
      { file: 'no.csv', line: 1 },
      { file: 'broken.csv', line: 3, expected: /a quote that is closed/ },
      { file: 'observation.csv', line: 2, column: 'value' }
    ],
    count: 3
  })
})

t.test('a correction that would change what claims mean', async (t) => {
  const metrics = readRows('metrics.csv').map((row) => ({
    ...row,
    ...(row['id'] === 'goods_trade' && { unit: 'TEU' })
  }))
  const line = readRows('metrics.csv').findIndex(({ id }) => id === 'goods_trade') + 2
  t.match(await cellsOf(t, [file('metric', metrics)]), {
    cells: [
      { line, column: 'unit', value: 'TEU', expected: /^USD, as before, because observation C\d+/ }
    ],
    count: 1
  })
  const entities = readRows('entities.csv').map((row) => ({
    ...row,
    ...(row['id'] === 'karachi-port' && { kind: 'crossing' })
  }))
  t.match(await cellsOf(t, [file('entity', entities)]), {
    cells: [{ column: 'kind', expected: /^port, as before/ }],
    count: 1
  })
})

t.test('countries: only those there are, and of them only the name', async (t) => {
  const country = { id: 'PAK', kind: 'country', name: 'Pakistan' }
  t.match(await cellsOf(t, [file('entity', [{ ...country, id: 'XKX' }])]), {
    cells: [{ column: 'id', expected: 'an ISO 3166-1 alpha-3 code' }]
  })
  t.match(await cellsOf(t, [file('entity', [{ ...country, note: 'n' }])]), {
    cells: [{ column: 'note', expected: /^nothing/ }]
  })
  t.match(await cellsOf(t, [file('entity', [{ ...country, kind: 'group' }])]), {
    cells: [{ column: 'id', expected: /not the code of a country/ }]
  })
  t.match(
    await cellsOf(t, [
      file('entity', [{ id: 'p', kind: 'port', name: 'P', country: 'karachi-port' }])
    ]),
    {
      cells: [{ column: 'country', expected: 'codes or names of countries' }]
    }
  )
})

t.test('more names of rows to come than are kept', async (t) => {
  const names = Array.from({ length: 400 }, (_, index) => `later-${index}`).join('|')
  const rows = Array.from({ length: AHEAD_MAX / 400 + 1 }, (_, index) =>
    claim(`B${index}`, { derived_from: names })
  )
  const { cells, count } = await cellsOf(t, [file('observation', rows)])
  t.match(cells[0], {
    line: rows.length + 1,
    column: 'derived_from',
    value: 'later-0',
    expected: /the id of an earlier row/
  })
  t.equal(count, AHEAD_MAX + 1, 'and the others did not come')
})

t.test('bytes that no file may have', async (t) => {
  const header = `${columnsOf('observation').join()}\n`
  const cases: [name: string, bytes: Buffer, line: number, expected: RegExp, options?: object][] = [
    ['nothing', Buffer.alloc(0), 1, /a header/],
    ['UTF-16', Buffer.from(`\ufeff${header}`, 'utf16le'), 1, /UTF-8, not UTF-16/],
    [
      'a line of 1 MB',
      Buffer.from(`${header}${'x'.repeat(1e6)}`),
      2,
      /at most 262144 bytes a line/
    ],
    [
      'a row of 1 MB in many lines',
      Buffer.from(`${header}"${'x\n'.repeat(5e5)}"`),
      2,
      /a row of at most/
    ],
    [
      'fifty thousand columns',
      Buffer.from(
        `id,${Array.from({ length: 5e4 }, (_, index) => index).join()}`.slice(0, 262_000)
      ),
      1,
      /a header with the columns/
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(2e7)), 1, /at most 262144 bytes a line/],
    [
      'a gzip bomb of short lines',
      gzipSync(Buffer.from(header + '\n'.repeat(2e7))),
      0,
      /unpacks to at most 100 times its size/
    ],
    [
      'a blank line before a quote that does not close',
      Buffer.from(`${header}\n${claimLine()}\n\n\n"`),
      6,
      /a quote that is closed/
    ],
    [
      'more than allowed',
      Buffer.from(header + `${claimLine()}\n`.repeat(100)),
      1,
      /at most 1000 bytes/,
      { bytesMax: 1_000 }
    ]
  ]
  for (const [name, bytes, line, expected, options = {}] of someOf(cases, 2))
    t.match(
      (await cellsOf(t, [{ file: 'f', bytes: [bytes] }], options)).cells.at(-1),
      { ...(line && { line }), expected },
      name
    )
})

function claimLine(): string {
  return csv('observation', [claim('B1')], { header: false })
    .toString()
    .trim()
}
