// Files that do not fit their mapping, and mappings that fit no file: nothing is kept, and the
// error names the first place of each kind.
import t from 'tap'
import { BadMapping } from '../../src/mappings/read-mapping.ts'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const HEADER = 'indicator,place,year,value'
const table = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`
const WIDE = {
  wide: { field: 'period', columns: '^\\d{4}$' },
  period: {},
  value: { missing: ['..'] }
}

t.test('a column is missing', async (t) => {
  t.same(await refusals(t, mappingOf(), 'A title\nindicator,land,year,value\nTEU,PAK,2023,1\n'), [
    '2 place: indicator, land, year, value | a header with the column place, as /subject/column ' +
      'of the mapping test says; this line fits best'
  ])
})

t.test('no period is found', async (t) => {
  t.same(await refusals(t, mappingOf(WIDE), 'indicator,place,y2023\nTEU,PAK,1\n'), [
    '1 period: indicator, place, y2023 | a column for each period, with a header that matches ' +
      '^\\d{4}$, as /wide/columns of the mapping test says; no period was found in this line'
  ])
  t.match(await refusals(t, mappingOf(), table('TEU,PAK,soon,1')), [
    /^2 period: soon \| a period such as 2023, .*\/period\/replace.*\(mapping test\)$/
  ])
})

t.test('no place is known', async (t) => {
  t.same(await refusals(t, mappingOf(), table('TEU,Ruritania,2023,1', 'TEU,Syldavia,2023,1')), [
    '2 subject: Ruritania | codes or names of places that we have; not a single row names one. ' +
      '/subject/column and /subject/codes of the mapping test say where and how places stand'
  ])
})

t.test('the first bad cell of each kind, and how many of each', async (t) => {
  const rows = Array.from({ length: 150 }, (_, index) => `TEU,PAK,${1850 + index},many`)
  const found = await refusals(t, mappingOf(), table(...rows, 'TEU,PAK,2006/07,1'))
  t.equal(found.length, 100)
  t.match(found[0], /^2 value: many \| a figure, or nothing; \/value\/missing of the mapping names/)
  t.match(found[98], /\(51 more\)$/)
  t.match(found[99], /^152 period: 2006\/07 \| 2006-07 for the month, or 2006-07-01\/P1Y/)
})

t.test('columns such as 2019 and 2020 are one kind', async (t) => {
  const found = await refusals(
    t,
    mappingOf(WIDE),
    'indicator,place,2019,2020,2021\nTEU,PAK,x,y,..\n'
  )
  t.match(found, [/^2 2019: x \| a figure/, /^2 2020: y \| a figure/])
})

t.test('two columns for one field', async (t) => {
  t.same(await refusals(t, mappingOf(), 'indicator,place,year,value,Value\nTEU,PAK,2023,1,2\n'), [
    '1 Value: Value | each column once: two columns are named Value'
  ])
  const wide = { ...WIDE, wide: { field: 'period', columns: '^(\\d{4})' } }
  t.match(await refusals(t, mappingOf(wide), 'indicator,place,2019,2019 rev\nTEU,PAK,1,2\n'), [
    /^1 2019 rev: 2019 rev \| one column for each period: 2019 says 2019 too/
  ])
})

t.test('ten thousand columns', async (t) => {
  const years = Array.from({ length: 10_000 }, (_, index) => `c${index}`)
  const mapping = mappingOf({
    ...WIDE,
    wide: { field: 'metric', columns: '^c' },
    metric: {},
    period: { constant: '2023' }
  })
  t.same(
    await refusals(t, mapping, `place,${years.join(',')}\nPAK,${years.map(() => 1).join(',')}\n`),
    ['1 (row): 10001 columns | at most 5000 columns: cut the table into several files']
  )
})

t.test('mixed units: of the file, and of the metric', async (t) => {
  const scaled = mappingOf({
    value: { column: 'value', scale: { column: 'unit', codes: { TEU: 1, 'thousand TEU': 1000 } } }
  })
  const content = 'indicator,place,year,value,unit\nTEU,PAK,2022,1,TEU\nTEU,PAK,2023,1,boxes\n'
  t.same(await refusals(t, scaled, content), [
    '3 scale: boxes | a scale or unit that /value/scale/codes of the mapping names'
  ])
  const codes = { TEU: { metric: 'container_throughput', unit: 'tonne' } }
  const other = mappingOf({ metric: { column: 'indicator', codes } })
  t.match(await refusals(t, other, table('TEU,PAK,2023,1')), [
    '2 unit: tonne | TEU, the unit of the metric container_throughput, or a unit that converts to it: FEU, million_TEU, thousand_TEU; tonne is a unit of mass; /metric/codes of the mapping test says the unit'
  ])
})

t.test('a status, a flag and a fiscal year that the mapping does not name', async (t) => {
  const mapping = mappingOf({
    status: { column: 'status' },
    value: { column: 'value', flags: { p: 'P' } }
  })
  const content =
    'indicator,place,year,value,status\nTEU,PAK,2022,1,prov\nTEU,PAK,2023,1 x,A\nTEU,PAK,FY24,1,A\n'
  t.match(await refusals(t, mapping, content), [
    /^2 status: prov \| .*\/status\/codes/,
    /^3 status: x \| .*\/value\/flags/,
    /^4 period: FY24 \| .*\/period\/fiscal_year_begins/
  ])
})

t.test('the same claim twice in a wide row names only that claim', async (t) => {
  const codes = {
    a: { metric: 'goods_exports', partner: 'WLD' },
    b: { metric: 'goods_exports', partner: 'WLD' }
  }
  const mapping = mappingOf({
    wide: { field: 'metric', columns: '^[abc]$' },
    metric: { codes: { ...codes, c: { metric: 'goods_imports', partner: 'WLD' } } },
    value: {}
  })
  t.same(await refusals(t, mapping, 'place,year,a,b,c\nPAK,2023,1,2,3\n'), [
    '2 id: test-goods_exports-PAK-WLD-2023 | an id that occurs only once in an import'
  ])
})

t.test('fiscal years, factors without noise, places and metrics in columns', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const mapping = mappingOf({
    wide: { field: 'subject', columns: '^[A-Z]{3}$' },
    metric: { constant: 'x', codes: { x: { metric: 'container_throughput', factor: 0.1 } } },
    subject: {},
    period: { column: 'year', fiscal_year_begins: 4 },
    value: {}
  })
  const { claims } = await runMapped(
    store,
    mapping,
    'year,PAK,KAZ\nFY24,3,0.7\n2022/23,..,1\n'.replace('..', '')
  )
  t.equal(claims, '3 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-KAZ-2022-04-01-P1Y 0.1 A 1',
    'test-container_throughput-KAZ-2023-04-01-P1Y 0.07 A 0.7',
    'test-container_throughput-PAK-2023-04-01-P1Y 0.3 A 3'
  ])
})

/** The issues of a mapping that cannot be used. */
function issues(fields: Record<string, unknown>): string[] {
  try {
    mappingOf(fields)
  } catch (error) {
    if (error instanceof BadMapping)
      return error.issues.map(({ pointer, message }) => `${pointer}: ${message}`)
    throw error
  }
  return []
}

t.test('a mapping that cannot be used says where', async (t) => {
  const codes = (entry: object) => ({ metric: { column: 'i', codes: { TEU: entry } } })
  t.same(issues(codes({ metric: 'a', factor: 0 })), [
    '/metric/codes/TEU/factor: a factor other than 0'
  ])
  t.same(issues(codes({ metric: 'a', source: 'b' })), [
    '/metric/codes/TEU/source: b is the id of no source of the mapping'
  ])
  t.same(issues({ period: { column: 'place' } }), [
    '/period/column: the column place is /subject/column already'
  ])
  t.same(issues({ ...WIDE, period: { column: 'year' } }), [
    '/period: two columns for one field: /wide says the period too'
  ])
  t.same(issues({ colour: 'red' }), ['/colour: there is no such field'])
  t.same(issues({ value: {} }), ['/value/column: the column of the figures is missing'])
  t.same(
    issues({ wide: { field: 'period', columns: '(' } })[0],
    '/wide/columns: a regular expression'
  )
})

t.test('two claims whose ids would be the same text: the second one is refused', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const { run } = await import('../imports/importing.ts')
  const entities = 'id,kind,name,countries\nPAK-KAZ,group,A pair,\n'
  await run(store, [{ file: 'entities.csv', bytes: [Buffer.from(entities)] }])
  const mapping = mappingOf({
    metric: { column: 'indicator', codes: { F: { metric: 'student_flow' } } },
    partner: { column: 'host' }
  })
  const metric =
    'id,name,definition,unit,topic,kind,desired,subject_kinds,partnered,symmetric,aggregation\n' +
    'student_flow,Flow,Students,person,education,flow,none,country|group,optional,no,sum\n'
  await run(store, [{ file: 'metrics.csv', bytes: [Buffer.from(metric)] }])
  const file = (...rows: string[]) => `${['indicator,place,host,year,value', ...rows].join('\n')}\n`
  await runMapped(store, mapping, file('F,PAK-KAZ,,2023,1'))
  const error = await runMapped(store, mapping, file('F,PAK,KAZ,2023,2')).catch(
    (one: unknown) => one
  )
  t.match(error, {
    cells: [
      {
        line: 2,
        column: 'id',
        value: 'test-student_flow-PAK-KAZ-2023',
        expected: /^an id of its own: observation .* has the subject PAK-KAZ and not PAK\. /
      }
    ]
  })
  t.same(await claimsOf(store, 'test-'), ['test-student_flow-PAK-KAZ-2023 1 A 1'])
  const both = await runMapped(store, mapping, file('F,PAK,KAZ,2024,2', 'F,PAK-KAZ,,2024,1')).catch(
    (one: unknown) => one
  )
  t.match(both, { cells: [{ line: 3, column: 'id' }] }, 'in one file too')
})
