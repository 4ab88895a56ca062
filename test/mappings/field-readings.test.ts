// Fields of mappings that change how a cell is read: joined, labels, scale, exponent and
// forecast_columns.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const lines = (...rows: string[]) => `${rows.join('\n')}\n`
const WIDE = { wide: { field: 'period', columns: '^\\d{4}$' }, period: {}, value: {} }

t.test(
  'joined: the first cell has several, also where a row has fewer or empty ones',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const mapping = mappingOf({ ...WIDE, file: { joined: true, delimiter: 'tab' } })
    const content = lines(
      'a title',
      'freq,indicator,place\\TIME\t2022 \t2023 ',
      'A,TEU,PAK\t1 \t2 ',
      'A,,PAK\t3\t4',
      'A,TEU\t5\t6'
    )
    const { claims, skipped } = await runMapped(store, mapping, content)
    t.equal(claims, '2 new, 0 corrected, 0 unchanged, 4 skipped')
    t.same(skipped.names.place.shown, [{ name: '(no name)', claims: 2 }])
    t.same(await claimsOf(store, 'test-'), [
      'test-container_throughput-PAK-2022 1 A 1',
      'test-container_throughput-PAK-2023 2 A 2'
    ])
  }
)

t.test('labels: only the codes of cells and headers count, figures stay', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const mapping = mappingOf({ file: { labels: true }, only: [{ column: 'freq', values: ['A'] }] })
  const content = lines(
    'freq: Frequency,indicator: What,place: Where,year: When,value: How many',
    'A: Annual,TEU: Containers,PAK: Pakistan,2023,1.5',
    'Q: Quarterly,TEU: Containers,PAK: Pakistan,2022,9',
    'A: Annual,TEU,KAZ: "Kazakhstan",2023,2'
  )
  const { claims } = await runMapped(store, mapping, content)
  t.equal(claims, '2 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-KAZ-2023 2 A 2',
    'test-container_throughput-PAK-2023 1.5 A 1.5'
  ])
})

const SCALED = mappingOf({
  value: {
    column: 'value',
    exponent: 'power',
    scale: { column: 'unit', codes: { TEU: 1, 'thousand TEU': 1000 } }
  }
})

t.test('scale and exponent: both are factors, exactly, and the text tells them', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = lines(
    'indicator,place,year,value,unit,power',
    'TEU,PAK,2020,7,TEU,',
    'TEU,PAK,2021,0.0011,thousand TEU,0',
    'TEU,PAK,2022,0.7,TEU,6',
    'TEU,PAK,2023,1.1,thousand TEU,3',
    'TEU,PAK,2024,1100,TEU,-3'
  )
  const { claims } = await runMapped(store, SCALED, content)
  t.equal(claims, '5 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-PAK-2020 7 A 7',
    'test-container_throughput-PAK-2021 1.1 A 0.0011 thousand TEU',
    'test-container_throughput-PAK-2022 700000 A 0.7 million',
    'test-container_throughput-PAK-2023 1100000 A 1.1 thousand TEU',
    'test-container_throughput-PAK-2024 1.1 A 1100'
  ])
})

t.test('an exponent that is none, and a scale in an empty cell, are refused', async (t) => {
  const content = lines(
    'indicator,place,year,value,unit,power',
    'TEU,PAK,2022,1,TEU,six',
    'TEU,PAK,2023,1,,0'
  )
  t.same(await refusals(t, SCALED, content), [
    '2 exponent: six | a power of ten such as 6, as /value/exponent says',
    '3 scale:  | a scale or unit that /value/scale/codes of the mapping names'
  ])
})

t.test('forecast_columns: the last columns are skipped unless a row knows better', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = lines(
    'indicator,place,2020,2021,2022,2023,last',
    'TEU,PAK,1,2,3,4,',
    'TEU,KAZ,5,6,7,8,2022'
  )
  const without = mappingOf({ ...WIDE, status: { forecast_columns: 2 } })
  const first = await runMapped(store, without, content)
  t.equal(first.claims, '4 new, 0 corrected, 0 unchanged, 4 skipped')
  t.same(first.skipped.names.forecast.shown, [
    { name: '2022', claims: 2 },
    { name: '2023', claims: 2 }
  ])
  const status = { forecast_columns: 2, estimates_after: 'last' }
  const { claims } = await runMapped(store, mappingOf({ ...WIDE, status }), content)
  t.equal(claims, '1 new, 0 corrected, 4 unchanged, 3 skipped')
  t.same(await claimsOf(store, 'test-container_throughput-KAZ'), [
    'test-container_throughput-KAZ-2020 5 A 5',
    'test-container_throughput-KAZ-2021 6 A 6',
    'test-container_throughput-KAZ-2022 7 A 7'
  ])
})
