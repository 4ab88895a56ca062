// Data files as people and programs bring them: read alike, however they are packed, cut and
// written; refused by the line where they cannot be.
import { gzipSync } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import t from 'tap'
import type { Cell } from '../../src/files/cells.ts'
import { FILES } from '../../src/files/columns.ts'
import { DataError } from '../../src/files/data-error.ts'
import { openDataFile, type RawRow } from '../../src/files/data-file.ts'
import type { Noun } from '../../src/nouns.ts'
import { runs } from '../helpers/random.ts'
import { type Cells, readAllRows } from '../imports/files.ts'

const EVENTS = 'id,date,entity,kind,title,source\n'
const EVENT = 'E1,2024,qtta-road,opened,Opened,toi-qtta-2026\n'

async function read(
  bytes: Buffer | Buffer[],
  options = {}
): Promise<{ noun: Noun; rows: RawRow[] }> {
  const { noun, rows } = await openDataFile('f', [bytes].flat(), options)
  const all: RawRow[] = []
  for await (const batch of rows) all.push(...batch)
  return { noun, rows: all }
}

const refusal = async (bytes: Buffer | Buffer[], options = {}) => {
  const error = await read(bytes, options).catch((error: unknown) => error)
  return error instanceof DataError ? error.cells : [{ not: 'refused' }]
}

/** The starter files have the older names of columns. */
const NEW_NAMES: Record<string, string> = {
  published_text: 'text',
  country: 'countries',
  issued: 'issued_on',
  claim: 'observation',
  other: 'others'
}
const withNewNames = (row: Cells) =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [NEW_NAMES[name] ?? name, cell]))

t.test(
  'each starter file tells its noun, in CSV and NDJSON, packed or not, in pieces of any size',
  async (t) => {
    for (const [noun, { file }] of Object.entries(FILES)) {
      const rows = readAllRows(file).slice(0, 10)
      const csv = Buffer.from(stringify(rows, { header: true }))
      const json = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      for (const [name, bytes] of Object.entries({
        csv,
        json,
        csvGz: gzipSync(csv),
        jsonGz: gzipSync(json)
      })) {
        const pieces = [...bytes].map((byte) => Buffer.from([byte]))
        const found = await read(pieces.length < 20_000 ? pieces : bytes)
        t.equal(found.noun, noun, `${noun} as ${name}`)
        t.same(
          found.rows.map((row) => 'cells' in row && row.cells),
          rows.map(withNewNames)
        )
      }
    }
  }
)

t.test(
  'line numbers hold with cells of several lines, blank lines and both line ends',
  async (t) => {
    const text = `${EVENTS}E1,2024,x,opened,"a\r\nb\nc",s\n\r\nE2,2024,x,opened,y,s\r\n\nE3,2024,x\nE4,2024,x,opened,z,s`
    const { rows } = await read(Buffer.from(text))
    t.same(
      rows.map(({ line }) => line),
      [2, 6, 8, 9]
    )
    t.match(rows[2], {
      bad: [
        {
          line: 8,
          column: '(row)',
          value: 'E3,2024,x',
          expected: 'well-formed CSV: 6 cells as in the header, not 3'
        }
      ]
    })
    t.match(rows[0], { cells: { title: 'a\r\nb\nc' } })
  }
)

t.test('a byte order mark and CRLF are no fault in either form', async (t) => {
  t.match(await read(Buffer.from(`\ufeff${EVENTS}${EVENT}`.replaceAll('\n', '\r\n'))), {
    noun: 'event',
    rows: [{ cells: { source: 'toi-qtta-2026' } }]
  })
  t.match(await read(Buffer.from('\ufeff{"id":"s","name":"S","description":"D"}\r\n')), {
    noun: 'scenario',
    rows: [{ line: 1, cells: { id: 's' } }]
  })
})

t.test('rows of empty cells are skipped, and their lines still count', async (t) => {
  const empty = [',,,,,\n', ',, ,,,\n', '"",,,,,\n', ',,,\n', '""\n', '\n']
  const bad = 'E2,2024,qtta-road,opened,\n'
  const bytes = Buffer.from(`${EVENTS}${EVENT}${empty.join('')}${bad}${empty.join('')}`)
  const { noun, rows } = await read(bytes)
  t.equal(noun, 'event')
  t.same(
    rows.map((row) => [row.line, 'bad' in row]),
    [
      [2, false],
      [9, true]
    ]
  )
  t.same((await read(Buffer.from(`,,,,,\n${EVENTS}${EVENT},,,,,`))).rows.length, 1)
})

t.test('other encodings are named, with the line', async (t) => {
  const text = `${EVENTS}${EVENT}`
  const cases: [name: string, bytes: Buffer, line: number, expected: RegExp][] = [
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 1, /UTF-8, not UTF-16/],
    ['UTF-16 without', Buffer.from(text, 'utf16le'), 1, /UTF-8, not UTF-16/],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 1, /UTF-8, not UTF-16/],
    [
      'UTF-32',
      Buffer.from([...text].flatMap((one) => [one.charCodeAt(0), 0, 0, 0])),
      1,
      /UTF-8, not UTF-32/
    ],
    [
      'Latin-1',
      Buffer.from(`${text}E2,2024,x,opened,Türkiye,s\n`, 'latin1'),
      3,
      /reads as Windows-1252 \(Latin-1\) or .*with windows-1252 or windows-1254/
    ],
    ['CR alone', Buffer.from(text.replaceAll('\n', '\r')), 1, /not with CR alone/],
    [
      'CR alone further down',
      Buffer.from(`${text}E2,2024,x,opened,"a\rb",s\n`),
      3,
      /not with CR alone/
    ]
  ]
  for (const [name, bytes, line, expected] of cases)
    t.match(await refusal(bytes), [{ file: 'f', line, column: '(row)', expected }], name)
})

t.test(
  'quotes that do not close or stand inside: the rows before are read, then the line where ' +
    'the row begins is named',
  async (t) => {
    for (const row of [
      'E2,20"24,x,opened,y,s',
      'E2,2024,x,opened,"y"z,s',
      'E2,2024,x,"opened,y,s'
    ]) {
      const { rows } = await openDataFile('f', [Buffer.from(`${EVENTS}${EVENT}${row}\n${EVENT}`)])
      const before: RawRow[] = []
      const error = await (async () => {
        for await (const batch of rows) before.push(...batch)
      })().catch((error: unknown) => error)
      t.match(before, [{ line: 2 }])
      t.match(error, { cells: [{ line: 3, expected: /^well-formed CSV: .*quote/ }] }, row)
    }
  }
)

t.test('a file of no noun, or of two, says what there is', async (t) => {
  t.match(await refusal(Buffer.from('')), [
    {
      line: 1,
      expected:
        'a header with the columns of one type: unit, metric, source, scenario, entity, alias, ' +
        'leg, corridor, product, observation, projection, event, relation. ' +
        'The columns of each type: docs/importing.md#columns. ' +
        'Files of other publishers need a mapping: docs/mappings.md'
    }
  ])
  t.match(await refusal(Buffer.from('definition,topic_name\n1,2\n')), [
    {
      line: 1,
      value: 'definition,topic_name',
      expected:
        /^a header with the columns of one type\. The nearest is metric, which also needs id, name, unit, .*; the others are unit, source, scenario, .*, relation\. The columns/
    }
  ])
  t.match(await refusal(Buffer.from('date,imports,exports,balance\n2021-01,4412,2100,-2312\n')), [
    { expected: /^a header with the columns of one type: .* need a mapping: / }
  ])
  t.match(await refusal(Buffer.from('a,b\n1,2\n')), [
    { line: 1, value: 'a,b', expected: /a header/ }
  ])
  t.match(await refusal(Buffer.from('{"id":"x"}\n')), [
    { line: 1, expected: /an object with the keys of/ }
  ])
  t.match(await refusal(Buffer.from('{"title":1,"colour":2}')), [
    { expected: /an object with the keys of/ }
  ])
  t.match(
    await refusal(Buffer.from(EVENTS.replace('date', 'day'))),
    [{ column: 'date' }, { column: 'day' }],
    'the nearest noun is taken'
  )
  t.match(
    await refusal(Buffer.from(EVENTS), { noun: 'source' }),
    [{ column: 'publisher' }, { column: 'date' }, { column: 'entity' }],
    'unless told'
  )
})

t.test('what JSON can say and CSV cannot', async (t) => {
  const row = {
    id: 'C1',
    metric: 'm',
    subject: 'PAK',
    bound: 'about',
    text: 'x',
    source: 's',
    derived_from: ['C2', 'C3']
  }
  const one = async (text: string) =>
    (await read(Buffer.from(`${JSON.stringify(row)}\n${text}`), { noun: 'observation' })).rows[1]
  const cells = async (more: string) => one(`${JSON.stringify(row).slice(0, -1)},${more}}`)
  t.match(
    await one(JSON.stringify(row)),
    { line: 2, cells: { derived_from: 'C2|C3', partner: undefined, value: undefined } },
    'lists; an absent key is an empty cell'
  )
  t.match(await cells('"value":1.5e9'), { cells: { value: '1500000000' } })
  t.match(await cells('"value":0.1'), { cells: { value: '0.1' } })
  t.match(
    await cells('"value":12345678901234567'),
    { cells: { value: '12345678901234567' } },
    'digits are not lost before they are counted'
  )
  t.match(
    await cells('"value":1.2345678901234567e30'),
    { cells: { value: '1234567890123456700000000000000' } },
    'nor by an exponent'
  )
  t.match(await cells('"value":1.23456e-18'), { cells: { value: '0.00000000000000000123456' } })
  t.match(await cells('"period":2023'), {
    bad: [{ line: 2, column: 'period', value: '2023', expected: 'a text in quotes, or null' }]
  })
  t.match(await cells('"value":true'), {
    bad: [{ column: 'value', value: 'true', expected: /a number/ }]
  })
  t.match(await cells('"value":{"a":[1]}'), { bad: [{ column: 'value' }] })
  t.match(await cells('"derived_from":["a|b"]'), {
    bad: [
      { column: 'derived_from', expected: 'each key once' },
      { column: 'derived_from', expected: /a list/ }
    ]
  })
  t.match(
    await cells('"note":"a","not\\u0065":"b"'),
    { bad: [{ column: 'note', value: 'b', expected: 'each key once' }] },
    'however it is spelled'
  )
  t.match(
    await cells('"note":"{\\"note\\": [\\\\"'),
    { cells: { note: '{"note": [\\' } },
    'and not what only looks like one'
  )
  t.match(await cells('"__proto__":{"value":1}'), {
    bad: [{ column: '__proto__', expected: /only the documented keys/ }]
  })
  t.equal(({} as { value?: unknown }).value, undefined)
  for (const text of [
    '[1]',
    '5',
    '"x"',
    'null',
    '{"id":',
    '{"id":NaN}',
    "{'id':1}",
    `${'['.repeat(100_000)}`,
    `{"id":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  ])
    t.match(await one(text), { line: 2, bad: [{ line: 2 }] }, text.slice(0, 10))
  const metric = '{"id":"m","name":"M","definition":"D","unit":"USD","symmetric":'
  t.match(await read(Buffer.from(`${metric}true}\n${metric}false}\n${metric}1}`)), {
    noun: 'metric',
    rows: [
      { cells: { symmetric: 'yes' } },
      { cells: { symmetric: 'no' } },
      { bad: [{ column: 'symmetric' }] }
    ]
  })
})

t.test('each column is of the kind of its values', async (t) => {
  const cells = Object.values(FILES).flatMap((one) => Object.entries<Cell>(one.cells))
  const kindOf = ({ text }: Cell) => {
    if (text.safeParse('1').data === 1) return 'decimal'
    if (Array.isArray(text.safeParse('').data)) return 'list'
    return text.safeParse('yes').data === true ? 'yes_no' : 'text'
  }
  t.same(
    cells.map(([column, cell]) => [column, cell.kind]),
    cells.map(([column, cell]) => [column, kindOf(cell)])
  )
})

t.test('gzip: cut off, spoilt, of several parts, within a limit', async (t) => {
  const whole = gzipSync(`${EVENTS}${EVENT.repeat(3)}`)
  t.match(await refusal(whole.subarray(0, -9)), [
    { line: 5, expected: /a whole gzip file: unexpected end of file/ }
  ])
  const spoilt = Buffer.from(whole)
  spoilt[spoilt.length - 6] = (spoilt.at(-6) ?? 0) ^ 1
  t.match(await refusal(spoilt), [{ expected: /a whole gzip file: incorrect data check/ }])
  t.match(await read(Buffer.concat([gzipSync(EVENTS), gzipSync(EVENT)])), { rows: [{ line: 2 }] })
  t.match(await refusal(whole, { bytesMax: 100 }), [
    { expected: 'at most 100 bytes when unpacked' }
  ])
  t.match(await refusal(Buffer.from(EVENTS + EVENT), { bytesMax: 50 }), [
    { expected: 'at most 50 bytes' }
  ])
})

t.test('any cells survive the way through either form, cut anywhere', async () => {
  const cell = fc
    .string({ unit: 'binary', maxLength: 8 })
    .map((text) => text.replaceAll(/\r|[\ud800-\udfff]/g, '"\n'))
  const row = fc
    .record({ id: cell, name: cell, description: cell })
    // Rows of empty cells are skipped.
    .filter((cells) => Object.values(cells).join('').trim() !== '')
  const rows = fc.array(row, { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      async (cells, isJson, size, packed) => {
        const text = isJson
          ? cells.map((row) => JSON.stringify(row)).join('\n')
          : stringify(cells, { header: true, quoted: true })
        const bytes = packed ? gzipSync(text) : Buffer.from(text)
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size)
        )
        const { rows } = await read(pieces, { noun: 'scenario' })
        t.same(
          rows.map((row) => 'cells' in row && row.cells),
          cells
        )
      }
    ),
    { numRuns: runs(25, 1_000) }
  )
})

t.test('rows of other lengths than the header cost no error object each', async (t) => {
  const { captureStackTrace } = Error
  let made = 0
  Error.captureStackTrace = (target) => {
    made += 1
    captureStackTrace(target)
  }
  t.teardown(() => {
    Error.captureStackTrace = captureStackTrace
  })
  const { rows } = await read(Buffer.from(`${EVENTS}${'a,b\n'.repeat(1_000)}${EVENT}`))
  t.equal(rows.length, 1_001)
  t.equal(rows.filter((row) => 'bad' in row).length, 1_000)
  t.equal(made, 0, 'csv-parse makes one, with a copy of the row, unless it is told otherwise')
})
