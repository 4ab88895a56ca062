// Small samples of the formats of other publishers, as their documentation shows them.
import t from 'tap'
import type { Store } from '../../src/db/store.ts'
import { DataError } from '../../src/files/data-error.ts'
import { builtIn } from '../../src/mappings/built-in.ts'
import { readMapping } from '../../src/mappings/read-mapping.ts'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { insertRows } from '../helpers/rows.ts'
import { claimsOf, realFile, runMapped } from './mapped.ts'

const starter = { data: 'starter' } as const
const lines = (...rows: string[]) => `${rows.join('\n')}\n`

const API_ROW = {
  indicator: { id: 'IS.SHP.GOOD.TU', value: 'Container port traffic (TEU)' },
  country: { id: 'PK', value: 'Pakistan' },
  countryiso3code: 'PAK',
  date: '2021',
  value: 3548000,
  unit: '',
  obs_status: '',
  decimal: 0,
  footnote: 'Estimated'
}
const HEADER = { page: 1, pages: 1, per_page: 50, total: 3, lastupdated: '2024-06-28' }
const apiAnswer = (rows: unknown) => JSON.stringify([HEADER, rows])

t.test('the API of the World Bank: figures, aggregates, null, the edition', async (t) => {
  const { store } = await buildTestStore(t, starter)
  const aggregate = {
    ...API_ROW,
    country: { id: 'ZH', value: 'Africa Eastern and Southern' },
    countryiso3code: 'AFE'
  }
  const rows = [API_ROW, { ...API_ROW, date: '2022', value: null }, aggregate]
  const { claims, skipped, shown } = await runMapped(store, 'worldbank-api', apiAnswer(rows))
  t.equal(claims, '1 new, 0 corrected, 0 unchanged, 1 skipped')
  t.same(skipped.names.place.shown, [{ name: 'AFE · ZH · Africa Eastern and Southern', claims: 1 }])
  t.equal(shown.length, 2)
  t.same(await claimsOf(store, 'worldbank-container_throughput-PAK-2021'), [
    'worldbank-container_throughput-PAK-2021 3548000 A 3548000'
  ])
})

t.test('the API and the download of the World Bank have the same ids', async (t) => {
  const { store } = await buildTestStore(t, starter)
  await runMapped(store, 'worldbank', realFile('worldbank-API_PAK_DS2_en_csv_v2.csv'))
  const row = { ...API_ROW, date: '2001', value: 878892, footnote: '' }
  const { claims } = await runMapped(store, 'worldbank-api', apiAnswer([row]))
  t.equal(claims, '0 new, 0 corrected, 1 unchanged, 0 skipped')
})

t.test('what is no answer of the API is refused; an answer without rows is none', async (t) => {
  const { store } = await buildTestStore(t, starter)
  const refusal = async (text: string) => {
    const error = await runMapped(store, 'worldbank-api', text).catch((one: unknown) => one)
    if (!(error instanceof DataError)) throw new Error('it should have been refused')
    return error.cells.map(({ value, expected }) => `${value} | ${expected}`)
  }
  const message = [{ id: '120', key: 'Invalid value', value: 'The parameter is not valid' }]
  t.same(await refusal(JSON.stringify([{ message }])), [
    `${JSON.stringify(message)} | data, but this is the message of an error upstream`
  ])
  t.match(await refusal(apiAnswer([API_ROW]).slice(0, -20)), [/whole and valid JSON/])
  t.match(await refusal('<!DOCTYPE html><html></html>'), [/HTML/])
  t.match(await refusal('{"data": 3}'), [/a list of rows at \/1/])
  const { claims } = await runMapped(store, 'worldbank-api', apiAnswer(null))
  t.equal(claims, '0 new, 0 corrected, 0 unchanged, 0 skipped')
})

t.test(
  'UN Comtrade by chapters: ours become claims of products, the others are told',
  async (t) => {
    const { store } = await buildTestStore(t, starter)
    const row = (cmdCode: string, primaryValue: number, classificationCode = 'H6') => ({
      reporterISO: 'KAZ',
      partnerISO: 'PAK',
      flowCode: 'X',
      period: '2022',
      classificationCode,
      cmdCode,
      primaryValue
    })
    await insertRows(store, {
      product: [
        { id: 'HS2022-5205', code: '5205', name: 'Cotton yarn', parent: 'HS2022-52' },
        { id: 'HS2022-520521', code: '520521', name: 'Single yarn', parent: 'HS2022-5205' }
      ]
    })
    const data = [
      row('TOTAL', 100),
      row('52', 60),
      row('07', 30, 'H4'),
      row('2', 5, 'S4'),
      row('2', 5, 'S2'),
      row('5201', 50),
      row('5205', 40),
      row('520521', 20),
      row('77', 1)
    ]
    const { claims, skipped } = await runMapped(store, 'comtrade', JSON.stringify({ data }))
    t.equal(claims, '6 new, 0 corrected, 0 unchanged, 3 skipped')
    t.match(skipped, {
      claims: 3,
      names: {
        product: {
          shown: [
            { name: 'H6 5201', claims: 1 },
            { name: 'H6 77', claims: 1 },
            { name: 'S2 2', claims: 1 }
          ],
          more: 0
        }
      }
    })
    t.same(await claimsOf(store, 'comtrade-'), [
      'comtrade-goods_exports-KAZ-PAK-2022 100 A 100',
      'comtrade-goods_exports-KAZ-PAK-HS2022-07-2022 30 A 30',
      'comtrade-goods_exports-KAZ-PAK-HS2022-52-2022 60 A 60',
      'comtrade-goods_exports-KAZ-PAK-HS2022-5205-2022 40 A 40',
      'comtrade-goods_exports-KAZ-PAK-HS2022-520521-2022 20 A 20',
      'comtrade-goods_exports-KAZ-PAK-SITC4-2-2022 5 A 5'
    ])
  }
)

t.test('UN Comtrade by comtradeapicall: separators, names in Portuguese', async (t) => {
  const { store } = await buildTestStore(t, starter)
  const content = realFile('comtrade-comtradeapicall-totals.csv')
  const { claims } = await runMapped(store, 'comtrade', content)
  t.equal(claims, '36 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'comtrade-goods_imports-CHN-MOZ-2020'), [
    'comtrade-goods_imports-CHN-MOZ-2020 579498619 A 579,498,619.0'
  ])
})

t.test('the API of UN Comtrade: codes, months, other breakdowns left out, itself', async (t) => {
  const { store } = await buildTestStore(t, starter)
  const row = {
    typeCode: 'C',
    freqCode: 'M',
    refYear: 2023,
    period: '200607',
    reporterCode: 398,
    reporterISO: null,
    flowCode: 'X',
    partnerCode: 586,
    partnerISO: null,
    partner2Code: 0,
    cmdCode: 'TOTAL',
    customsCode: 'C00',
    motCode: 0,
    primaryValue: 1234567.891
  }
  const data = [
    row,
    { ...row, motCode: 2100, primaryValue: 1 },
    { ...row, cmdCode: '10', primaryValue: 2 },
    { ...row, partnerCode: 398 },
    { ...row, flowCode: 'RX' },
    { ...row, flowCode: '3' },
    { ...row, reporterCode: 699, partnerCode: 842 }
  ]
  const answer = { elapsedTime: '0.1 secs', count: data.length, data, error: '' }
  const { claims, skipped } = await runMapped(store, 'comtrade', JSON.stringify(answer))
  t.equal(claims, '3 new, 0 corrected, 0 unchanged, 3 skipped')
  t.same(skipped.names.indicator.shown, [])
  t.same(skipped.names.left_out.shown, [
    { name: 're-exports (3)', claims: 1 },
    { name: 're-exports (RX)', claims: 1 }
  ])
  t.same(skipped.names.kind.shown, [{ name: 'goods_exports of KAZ with itself', claims: 1 }])
  t.same(await claimsOf(store, 'comtrade-'), [
    'comtrade-goods_exports-IND-USA-2006-07 1234567.891 A 1234567.891',
    'comtrade-goods_exports-KAZ-PAK-2006-07 1234567.891 A 1234567.891',
    'comtrade-goods_exports-KAZ-PAK-HS2022-10-2006-07 2 A 2'
  ])
})

t.test('CSV of the former site of UN Comtrade', async (t) => {
  const { store } = await buildTestStore(t, starter)
  const content = lines(
    'Classification,Year,Period,Period Desc.,Trade Flow Code,Trade Flow,Reporter Code,Reporter,' +
      'Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Trade Value (US$),Flag',
    'H4,2015,2015,2015,1,Import,586,Pakistan,PAK,0,World,WLD,TOTAL,All Commodities,43989646000,0',
    'H4,2015,2015,2015,2,Export,586,Pakistan,PAK,398,Kazakhstan,KAZ,TOTAL,All Commodities,9540,0'
  )
  await runMapped(store, 'comtrade', content)
  t.same(await claimsOf(store, 'comtrade-'), [
    'comtrade-goods_exports-PAK-KAZ-2015 9540 A 9540',
    'comtrade-goods_imports-PAK-WLD-2015 43989646000 A 43989646000'
  ])
})

/** Metrics of series that come with the software later. */
const METRICS = lines(
  'id,name,definition,unit,topic,kind,desired,subject_kinds,partnered,symmetric,aggregation',
  'gdp_growth,Growth,Real growth,percent_change,economy,ratio,none,country|group,no,no,none',
  'inflation,Inflation,Change of prices,percent_change,economy,ratio,none,country|group,no,no,none',
  'gdp,GDP,Product,USD,economy,flow,none,country|group,no,no,none',
  'population,Population,People,person,economy,stock,none,country|group,no,no,none'
)
async function withMetrics(t: Parameters<typeof buildTestStore>[0]) {
  const { store } = await buildTestStore(t, starter)
  const { run } = await import('../imports/importing.ts')
  await run(store, [{ file: 'metrics.csv', bytes: [Buffer.from(METRICS)] }])
  return store
}

t.test('TSV of Eurostat: joined dimensions, flags behind figures, colons', async (t) => {
  const store = await withMetrics(t)
  const content = lines(
    'freq,unit,na_item,geo\\TIME_PERIOD\t2021 \t2022 \t2023 ',
    'A,CLV_PCH_PRE,B1GQ,EL\t8.7 \t5.7 bp\t2.3 p',
    'A,CLV_PCH_PRE,B1GQ,EU27_2020\t6.3 \t3.5 \t: ',
    'A,CLV_PCH_PRE,P6,EL\t1 \t: c\t: ',
    'A,CLV_PCH_PRE,B1GQ,TR\t11.4 r\t5.5 \t:'
  )
  const { claims, skipped } = await runMapped(store, 'eurostat', content)
  t.equal(claims, '5 new, 0 corrected, 0 unchanged, 3 skipped')
  t.same(skipped.names.place.shown, [{ name: 'EU27_2020', claims: 2 }])
  t.same(skipped.names.indicator.shown, [{ name: 'unit=CLV_PCH_PRE na_item=P6', claims: 1 }])
  t.same(await claimsOf(store, 'eurostat-'), [
    'eurostat-gdp_growth-GRC-2021 8.7 A 8.7',
    'eurostat-gdp_growth-GRC-2022 5.7 B 5.7',
    'eurostat-gdp_growth-GRC-2023 2.3 P 2.3',
    'eurostat-gdp_growth-TUR-2021 11.4 A 11.4',
    'eurostat-gdp_growth-TUR-2022 5.5 A 5.5'
  ])
})

t.test('TSV of Eurostat in the older form: geo\\time, months', async (t) => {
  const store = await withMetrics(t)
  const content = lines(
    'unit,coicop,geo\\time\t2019M01 \t2018M12 ',
    'RCH_A_AVG,CP00,UK\t1.8 \t2.1 e'
  )
  await runMapped(store, 'eurostat', content)
  t.same(await claimsOf(store, 'eurostat-'), [
    'eurostat-inflation-GBR-2018-12 2.1 E 2.1',
    'eurostat-inflation-GBR-2019-01 1.8 A 1.8'
  ])
})

t.test(
  'SDMX-CSV 1.0: multiplier, status, other dimensions than totals are other indicators',
  async (t) => {
    const store = await withMetrics(t)
    const content = lines(
      'DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,SEX,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS',
      'IMF:DOT(1.0),A,PK,TXG_FOB_USD,KZ,_T,2023,12.5,6,A',
      'IMF:DOT(1.0),A,PK,TXG_FOB_USD,KZ,F,2023,1.5,6,A',
      'IMF:DOT(1.0),A,PK,TXG_FOB_USD,W00,_T,2023-Q1,NaN,6,M',
      'IMF:DOT(1.0),A,PK,NGDP_RPCH,,_T,2023,-0.2,0,E'
    )
    const { claims, skipped } = await runMapped(store, 'sdmx-csv', content)
    t.equal(claims, '2 new, 0 corrected, 0 unchanged, 1 skipped')
    t.same(skipped.names.indicator.shown, [{ name: 'TXG_FOB_USD SEX=F', claims: 1 }])
    t.same(await claimsOf(store, 'sdmx-csv-'), [
      'sdmx-csv-gdp_growth-PAK-2023 -0.2 E -0.2',
      'sdmx-csv-goods_exports-PAK-KAZ-2023 12500000 A 12.5 million'
    ])
  }
)

t.test('SDMX-CSV 2.0 with labels and semicolons', async (t) => {
  const store = await withMetrics(t)
  const content = lines(
    'STRUCTURE;STRUCTURE_ID;ACTION;FREQ: Frequency;REF_AREA: Area;SERIES: Series;TIME_PERIOD: Time;OBS_VALUE;OBS_STATUS: Status',
    'dataflow;WB:WDI(1.0): WDI;I;A: Annual;KAZ: Kazakhstan;SP_POP_TOTL: Population;2020;18755666;A: Normal',
    'dataflow;WB:WDI(1.0): WDI;D;A: Annual;UZB: Uzbekistan;SP_POP_TOTL: Population;2020;1;A: Normal'
  )
  const { claims } = await runMapped(store, 'sdmx-csv', content)
  t.equal(claims, '1 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await claimsOf(store, 'sdmx-csv-'), ['sdmx-csv-population-KAZ-2020 18755666 A 18755666'])
})

const WEO = lines(
  [
    'WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tSubject Notes\tUnits\tScale',
    'Country/Series-specific Notes\t2016\t2017\t2018\t2019\t2020\t2021\t2022\t2023\t2024\tEstimates Start After'
  ].join('\t'),
  '564\tPAK\tNGDPD\tPakistan\tGross domestic product, current prices\tSee "notes"\tU.S. dollars\tBillions\t\t278.913\t1,304.567\t312.57\t-1\t--\tn/a\t1\t1\t1\t2017',
  "662\tCIV\tLP\tCôte d'Ivoire\tPopulation\t\tPersons\tMillions\t\t24.3\t--\tn/a\t26\t27\t28\t29\t30\t31\t2014",
  '\t',
  'International Monetary Fund, World Economic Outlook Database, April 2019'
)

for (const [encoding, bytes] of [
  ['UTF-16', Buffer.from(`\ufeff${WEO}`, 'utf16le')],
  ['Latin-1', Buffer.from(WEO, 'latin1')]
] as const)
  t.test(`World Economic Outlook in ${encoding}: scales, estimates, projections`, async (t) => {
    const store = await withMetrics(t)
    const { claims, counts, skipped } = await runMapped(store, 'imf-weo', bytes)
    t.equal(claims, '4 new, 0 corrected, 0 unchanged, 0 skipped')
    t.same(skipped.names.forecast.shown, [])
    t.equal(counts.projection?.inserted, 10)
    t.same(await claimsOf(store, 'imf-weo-'), [
      'imf-weo-gdp-PAK-2016 278913000000 A 278.913 Billions',
      'imf-weo-gdp-PAK-2017 1304567000000 A 1,304.567 Billions',
      'imf-weo-gdp-PAK-2018 312570000000 E 312.57 Billions',
      'imf-weo-population-CIV-2016 24300000 E 24.3 Millions'
    ])
    t.match(await projectionsOf(store, 'weo1904-'), [
      {
        id: 'weo1904-gdp-PAK-2019',
        metric: 'gdp',
        subject: 'PAK',
        partner: null,
        scenario: 'imf-weo-2019-04',
        kind: 'forecast',
        base_period: '2018',
        base_value: 312_570_000_000,
        target_period: '2019',
        value: -1_000_000_000,
        bound: 'exact',
        text: '-1 Billions',
        issued_on: '2019-04',
        attributed_to: 'International Monetary Fund',
        source: 'imf-weo-2019-04',
        note: 'base is an estimate, actual figures end in 2017'
      },
      { id: 'weo1904-gdp-PAK-2022' },
      { id: 'weo1904-gdp-PAK-2023' },
      { id: 'weo1904-gdp-PAK-2024' },
      { id: 'weo1904-population-CIV-2019', base_period: '2016', base_value: 24_300_000 },
      { id: 'weo1904-population-CIV-2020', value: 27_000_000 },
      { id: 'weo1904-population-CIV-2021' },
      { id: 'weo1904-population-CIV-2022' },
      { id: 'weo1904-population-CIV-2023' },
      { id: 'weo1904-population-CIV-2024' }
    ])
  })

t.test('a World Economic Outlook again changes nothing; a newer one has its own', async (t) => {
  const store = await withMetrics(t)
  await runMapped(store, 'imf-weo', WEO)
  const again = await runMapped(store, 'imf-weo', WEO)
  t.same([again.changed, again.counts.projection?.unchanged], [false, 10])
  t.equal(again.counts.scenario, undefined, 'the scenario of an edition is written once')
  const newer = WEO.replace('Database, April 2019', 'Database, October 2019')
  const { counts } = await runMapped(store, 'imf-weo', newer)
  t.same(
    [counts.scenario?.inserted, counts.source?.inserted, counts.projection?.inserted],
    [1, 1, 10]
  )
  t.same(await pluck(store, "SELECT id || ' ' || name FROM scenario WHERE id LIKE 'imf-weo%'"), [
    'imf-weo-2019-04 IMF World Economic Outlook, 2019-04',
    'imf-weo-2019-10 IMF World Economic Outlook, 2019-10'
  ])
  t.same(
    await pluck(store, "SELECT id || ' ' || published FROM source WHERE id LIKE 'imf-weo-2%'"),
    ['imf-weo-2019-04 2019-04', 'imf-weo-2019-10 2019-10']
  )
})

t.test('forecasts of a product are skipped: projections are about totals', async (t) => {
  const store = await withMetrics(t)
  const codes = { NGDPD: { metric: 'goods_exports' }, LP: { metric: 'goods_imports' } }
  const mapping = {
    ...builtIn('imf-weo'),
    metric: { column: 'WEO Subject Code', codes },
    partner: { constant: 'WLD' },
    product: { constant: 'HS2022-52' }
  }
  const read = readMapping('mine', JSON.stringify(mapping))
  const { claims, counts, skipped } = await runMapped(store, read, WEO)
  t.equal(claims, '4 new, 0 corrected, 0 unchanged, 10 skipped')
  t.equal(counts.projection, undefined)
  t.same(skipped.names.forecast.shown[0], { name: '2019', claims: 2 })
})

t.test('a World Economic Outlook without its edition: forecasts are skipped', async (t) => {
  const store = await withMetrics(t)
  const cut = WEO.slice(0, WEO.indexOf('International Monetary Fund, World'))
  const { claims, counts, skipped } = await runMapped(store, 'imf-weo', cut)
  t.equal(claims, '4 new, 0 corrected, 0 unchanged, 10 skipped')
  t.same([counts.projection, counts.scenario], [undefined, undefined])
  t.same(skipped.names.forecast.shown[0], { name: '2019', claims: 2 })
})

async function projectionsOf(store: Store, prefix: string) {
  const rows = await store.snapshot(({ db, tables }) => db.select().from(tables.projection))
  return rows.filter(({ id }) => id.startsWith(prefix)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

t.test(
  'Our World in Data: years before our era are skipped, codes of its own are known',
  async (t) => {
    const store = await withMetrics(t)
    const content = lines(
      'entity,code,year,population_historical,Population',
      'Kosovo,OWID_KOS,2020,1,1790151',
      'Iran,IRN,-10000,1,100',
      'Iran,IRN,2020,,87290193'
    )
    const { claims, skipped } = await runMapped(store, 'owid', content)
    t.equal(claims, '2 new, 0 corrected, 0 unchanged, 3 skipped')
    t.same(skipped.names.period.shown, [{ name: '-10000', claims: 1 }])
    t.same(await claimsOf(store, 'owid-'), [
      'owid-population-IRN-2020 87290193 A 87290193',
      'owid-population-XKX-2020 1790151 A 1790151'
    ])
  }
)
