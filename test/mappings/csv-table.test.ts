// What stands above the header of a table, and where its first row is.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const TITLE = '"Containers\r\nby port\r\n\r\nin TEU",,,'
const rows = (...lines: string[]) => `${lines.join('\r\n')}\r\n`

t.test('line ends in a quoted title cost no row', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = rows(
    TITLE,
    '',
    '"Notes:\r\nnone",,,',
    'indicator,place,year,value',
    'TEU,PAK,2021,1',
    'TEU,PAK,2022,2',
    'TEU,PAK,2023,3'
  )
  const { claims } = await runMapped(store, mappingOf(), content)
  t.equal(claims, '3 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'test-'), [
    'test-container_throughput-PAK-2021 1 A 1',
    'test-container_throughput-PAK-2022 2 A 2',
    'test-container_throughput-PAK-2023 3 A 3'
  ])
})

t.test('a line below a quoted title is named as an editor counts it', async (t) => {
  const content = rows(TITLE, 'indicator,place,year,value', 'TEU,PAK,2021,many')
  t.match(await refusals(t, mappingOf(), content), [/^6 value: many \| a figure/])
  t.match(await refusals(t, mappingOf({ file: { header_line: 5 } }), content), [/^6 value: many/])
})
