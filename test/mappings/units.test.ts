// Units in mappings: of an indicator, of a column, and of new metrics.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const lines = (...rows: string[]) => `${rows.join('\n')}\n`

t.test('a unit in place of a factor: the value is converted, the text has the scale', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const entry = { metric: 'container_throughput', unit: 'thousand_TEU' }
  const mapping = mappingOf({ metric: { column: 'indicator', codes: { TEU: entry } } })
  const content = lines('indicator,place,year,value', 'TEU,PAK,2022,1.1', 'TEU,PAK,2023,2')
  const { claims, warnings } = await runMapped(store, mapping, content)
  t.equal(claims, '2 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(warnings, [])
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-PAK-2022 1100 A 1.1 thousand',
    'test-container_throughput-PAK-2023 2000 A 2 thousand'
  ])
})

t.test('mixed units in a column are converted row by row', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const unit = { column: 'unit', codes: { "'000 TEU": 'thousand_TEU', boxes: 'TEU' } }
  const mapping = mappingOf({ value: { column: 'value', unit } })
  const content = lines(
    'indicator,place,year,value,unit',
    "TEU,PAK,2020,1.5,'000 TEU",
    'TEU,PAK,2021,7,feu',
    'TEU,PAK,2022,9,boxes',
    'TEU,PAK,2023,3,million_TEU',
    'TEU,PAK,2024,5,'
  )
  const { warnings } = await runMapped(store, mapping, content)
  t.same(warnings, [])
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-PAK-2020 1500 A 1.5 thousand',
    'test-container_throughput-PAK-2021 14 A 7 FEU',
    'test-container_throughput-PAK-2022 9 A 9',
    'test-container_throughput-PAK-2023 3000000 A 3 million',
    'test-container_throughput-PAK-2024 5 A 5'
  ])
  const again = await runMapped(store, mapping, content)
  t.equal(again.claims, '0 new, 0 corrected, 5 unchanged, 0 skipped')
})

t.test('a unit for all figures; one that does not convert, or is none, is refused', async (t) => {
  const constant = (id: string) => mappingOf({ value: { column: 'value', unit: { constant: id } } })
  const content = lines('indicator,place,year,value', 'TEU,PAK,2022,2')
  const { store } = await buildTestStore(t, { data: 'starter' })
  await runMapped(store, constant('FEU'), content)
  t.same(await claimsOf(store, 'test-'), ['test-container_throughput-PAK-2022 4 A 2 FEU'])
  const own =
    'TEU, the unit of the metric container_throughput, or a unit that converts to it: FEU, ' +
    'million_TEU, thousand_TEU; '
  t.same(await refusals(t, constant('kg'), content), [
    `2 unit: kg | ${own}kg is a unit of mass; /value/unit/constant of the mapping test says the unit`
  ])
  const column = mappingOf({ value: { column: 'value', unit: { column: 'unit' } } })
  t.same(
    await refusals(t, column, lines('indicator,place,year,value,unit', 'TEU,PAK,2022,2,crates')),
    [
      `2 unit: crates | ${own}no unit has this id; /value/unit/codes of the mapping test says the unit`
    ]
  )
})

t.test('a row without a figure is left out whatever its unit', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const unit = { column: 'unit' }
  const mapping = mappingOf({
    value: { column: 'value', unit, missing: ['..'] },
    status: { column: 'status', missing: ['M'] }
  })
  const content = lines(
    'indicator,place,year,value,unit,status',
    'TEU,PAK,2020,..,crates,',
    'TEU,PAK,2021,,crates,',
    'TEU,PAK,2022,5,crates,M',
    'TEU,PAK,2023,7,FEU,'
  )
  const { claims } = await runMapped(store, mapping, content)
  t.match(claims, /^1 new, 0 corrected, 0 unchanged/)
  t.same(await claimsOf(store, 'test-'), ['test-container_throughput-PAK-2023 14 A 7 FEU'])
})

t.test('new metrics get a unit of the table, scaled and national ones too', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const names = {
    'Exports (million US$)': 'million_USD',
    'Exports (US$ mn)': 'million_USD',
    'GDP, current US$': 'USD',
    'Budget (billion PKR)': 'billion_PKR',
    'Rail freight, thousand tonnes': 'thousand_tonne',
    'Oil (thousand barrels of oil)': 'thousand_barrel',
    'Freight (million tonne-kilometres)': 'million_tonne_km',
    'Investment (% of GDP)': 'percent_of_gdp',
    'Prices, annual % change': 'percent_change',
    'Waiting time (hours)': 'hour',
    'Electricity (GWh)': 'GWh',
    'Quality of roads': 'index'
  }
  const codes = Object.keys(names)
  const content = lines(
    'indicator,name,place,year,value',
    ...codes.map((name, index) => `I${index},"${name}",PAK,2023,${index + 1}`)
  )
  const mapping = mappingOf({ metric: { column: 'indicator', name: 'name' } })
  await runMapped(store, mapping, content, { newMetrics: true })
  const select = (column: string) =>
    pluck<string>(store, `SELECT ${column} FROM metric WHERE id LIKE 'test-%' ORDER BY id`)
  const [found, units] = [await select('name'), await select('unit')]
  t.same(Object.fromEntries(found.map((name, index) => [name, units[index]])), names)
})
