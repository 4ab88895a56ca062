// JSON documents that are long, deep, wide or broken.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { runs } from '../helpers/random.ts'
import { chunksOf, claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const mapping = mappingOf({ file: { format: 'json', rows: ['/data', ''] } })
const rowOf = (index: number) => ({
  indicator: index % 1_000 === 0 ? 'TEU' : `code ${index}`,
  place: 'PAK',
  year: String(1950 + index / 1_000),
  value: index + 0.5,
  note: 'Straße'
})
const COUNT = runs(6_000, 30_000)
const ROWS = Array.from({ length: COUNT }, (_, index) => rowOf(index))
/** Every thousandth row has an indicator that we have. */
const NEW = COUNT / 1_000

for (const [name, text] of [
  ['on one line', JSON.stringify({ data: ROWS })],
  ['with indents', JSON.stringify({ data: ROWS }, null, 1)]
] as const)
  t.test(`a long document ${name}, in whole or in chunks`, async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const whole = await runMapped(store, mapping, text)
    t.equal(whole.claims, `${NEW} new, 0 corrected, 0 unchanged, ${COUNT - NEW} skipped`)
    const again = await runMapped(store, mapping, chunksOf(text, 1_001))
    t.equal(again.claims, `0 new, 0 corrected, ${NEW} unchanged, ${COUNT - NEW} skipped`)
  })

t.test('a document in Latin-1 on one long line', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const bytes = Buffer.from(JSON.stringify({ data: ROWS }), 'latin1')
  const { claims } = await runMapped(store, mapping, bytes)
  t.equal(claims, `${NEW} new, 0 corrected, 0 unchanged, ${COUNT - NEW} skipped`)
})

t.test('broken documents are refused with the row', async (t) => {
  const expected = 'whole and valid JSON: each name in double quotes, on one line'
  const broken = '; the document is cut or broken here'
  t.same(await refusals(t, mapping, '{a:1}'), [`1 (row):  | ${expected}${broken}`])
  t.same(await refusals(t, mapping, '{"a\nb":1}'), [`1 (row):  | ${expected}${broken}`])
  const rows = JSON.stringify({ data: ROWS.slice(0, 700) }).replace('"value":600.5', 'value:600.5')
  t.match(await refusals(t, mapping, rows), [
    /^601 \(row\): {2}\| whole and valid JSON: line 1, column \d+, at "value:600/
  ])
  for (const text of ['[', '{', '{"data":[', '{"data":[{]}', ']', '[{"place":"PAK"}}', '[1,2]]'])
    t.match(await refusals(t, mapping, text), [/^1 /], text)
})

t.test('a document that is too deep is refused at once', async (t) => {
  const deep = '[{"a":'.repeat(200_000)
  t.same(await refusals(t, mapping, deep), [
    '1 (row):  | at most 32 lists and objects in each other; the document is cut or broken here'
  ])
  const row = `{"data":[{"a":${'['.repeat(40)}${']'.repeat(40)}}]}`
  t.match(await refusals(t, mapping, row), [/^1 \(row\): {2}\| at most 32 lists/])
})

t.test('more keys than a table has columns', async (t) => {
  const keys = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`k${at}`, at]))
  t.same(await refusals(t, mapping, JSON.stringify({ data: [keys] })), [
    '1 (row): 5001 columns | at most 5000 columns: cut the table into several files'
  ])
})

t.test('a key that the first rows lack is refused if the mapping reads it', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const noted = mappingOf({ file: { format: 'json', rows: ['/data'] }, note: { column: 'note' } })
  const rows = ROWS.map(({ note: _, ...row }) => row)
  const late = COUNT - 1_000
  const data = [...rows.slice(0, late), { ...rowOf(late), other: 'x' }]
  t.same(await refusals(t, noted, JSON.stringify({ data })), [
    `${late + 1} note: Straße | keys that one of the first rows has too: put a row with all keys ` +
      'first, null where it has no value'
  ])
  const { claims } = await runMapped(store, mapping, JSON.stringify({ data }))
  t.equal(
    claims,
    `${NEW} new, 0 corrected, 0 unchanged, ${late + 1 - NEW} skipped`,
    'others tell nothing'
  )
})

t.test('values with line ends and escapes are kept as they are', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const row = { indicator: 'TEU', place: 'PAK', year: '2023', value: '1.50', note: 'a "b" \\ ]}' }
  await runMapped(store, mapping, JSON.stringify({ x: ']', data: [row], y: '[{' }))
  t.same(await claimsOf(store, 'test-'), ['test-container_throughput-PAK-2023 1.5 A 1.50'])
})
