// What is proposed for a file: a built-in mapping that fits, or a draft.
import t from 'tap'
import type { Store } from '../../src/db/store.ts'
import { readMapping } from '../../src/mappings/read-mapping.ts'
import { suggestMapping } from '../../src/mappings/suggest.ts'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, realFile, runMapped } from './mapped.ts'

const suggest = (store: Store, content: string | Buffer) =>
  store.snapshot((snapshot) => suggestMapping(snapshot, 'file', Buffer.from(content), {}))

t.test('a built-in mapping that fits', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const files: [name: string, content: string | Buffer][] = [
    ['worldbank', realFile('worldbank-API_PAK_DS2_en_csv_v2.csv')],
    ['owid', realFile('owid-trade-as-share-of-gdp.csv')],
    ['comtrade', realFile('comtrade-comtradeapicall-totals.csv')],
    ['sbp', realFile('sbp-balance-of-payments-monthly.csv')],
    ['eurostat', 'freq,unit,geo\\TIME_PERIOD\t2021 \t2022 \nA,PC_GDP,EL\t1 \t2 p\n'],
    ['sdmx-csv', 'DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\nIMF:A(1.0),PK,X,2023,1\n'],
    [
      'worldbank-api',
      '[{"page":1},[{"indicator":{"id":"A"},"countryiso3code":"PAK","date":"2020","value":1}]]'
    ]
  ]
  for (const [name, content] of files)
    t.same([name, await suggest(store, content)], [name, { name }])
})

t.test('a draft of a wide table with a title, semicolons and thousands', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content =
    'Statistical Office;;;;\n\nCountry;Item;2020;2021;2022\nKazakhstan;Steel;1,200;..;3\nPakistan;Steel;2;3;4\n'
  const found = await suggest(store, content)
  t.match(found, {
    draft: {
      file: { delimiter: ';', thousands: ',' },
      wide: { field: 'period', columns: '^\\d{4}$' },
      metric: { column: 'Item', codes: { Steel: { metric: 'steel' } } },
      subject: { column: 'Country' },
      period: {}
    }
  })
})

t.test('the line of a header below a quoted title of several lines', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = '"A\r\ntitle"\r\nplace,kind,year,steel\r\nKAZ,a,2020,1\r\nPAK,a,2021,2\r\n'
  t.match(await suggest(store, content), { draft: { file: { header_line: 3 } } })
})

t.test('a draft of a long table can be used as it is', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = 'reporter,partner,year,flow,amount\nKAZ,PAK,2020,Wool,1.5\nPAK,KAZ,2021,Wool,2\n'
  const found = await suggest(store, content)
  if (!('draft' in found)) throw new Error('a draft was expected')
  const mapping = readMapping('draft', JSON.stringify(found.draft))
  const { claims } = await runMapped(store, mapping, content, { newMetrics: true })
  t.equal(claims, '2 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'my-mapping-'), [
    'my-mapping-wool-KAZ-PAK-2020 1.5 A 1.5',
    'my-mapping-wool-PAK-KAZ-2021 2 A 2'
  ])
})

t.test('places and metrics in columns', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  t.match(await suggest(store, 'year,PAK,KAZ,UZB\n2020,1,2,3\n2021,1,2,3\n'), {
    draft: { wide: { field: 'subject', columns: '^(?:PAK|KAZ|UZB)$' }, period: { column: 'year' } }
  })
  t.match(await suggest(store, 'country,year,steel,wool\nPAK,2020,1,2\nKAZ,2021,1,2\n'), {
    draft: {
      wide: { field: 'metric', columns: '^(?:steel|wool)$' },
      subject: { column: 'country' }
    }
  })
})

t.test('a file without figures', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  await t.rejects(suggest(store, realFile('owid-country-names.csv')), /a column with figures/)
  await t.rejects(suggest(store, 'only a text'), /a table with a header and several columns/)
})
