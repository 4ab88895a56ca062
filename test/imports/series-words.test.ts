// The words that series of statistical offices need: units, a topic, commodities, licences of
// sources. Their files are taken by POST /v1/imports.
import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'

const COLUMNS =
  'id,name,definition,unit,topic,kind,desired,subject_kinds,partnered,symmetric,aggregation'
const METRICS = `${COLUMNS}
inflation,Consumer price inflation,Change of the average consumer price index on the year before.,percent_change,economy,ratio,none,country|group,no,no,none
fdi_inflow_of_gdp,"Foreign direct investment, share of GDP",Investment from abroad divided by gross domestic product.,percent_of_gdp,economy,ratio,increase,country|group,no,no,none
mobile_subscriptions,Mobile telephone subscriptions,Subscriptions for 100 people. May exceed 100.,per_100_people,infrastructure,ratio,increase,country|group,no,no,none
gold_price,Gold price,Average price of a troy ounce of gold in the period.,USD_per_troy_ounce,economy,ratio,none,commodity,no,no,mean
`
const ENTITIES = `id,kind,name,note
gold,commodity,Gold,London afternoon fixing
`
const SOURCES = `id,publisher,title,url,published,kind,license
wb-wdi-gdp,World Bank,"World Development Indicators, NY.GDP.MKTP.CD",https://data.worldbank.org/indicator/NY.GDP.MKTP.CD,2026-03,international_organisation,CC BY 4.0 (World Bank); PDDL 1.0 (packaging)
`
/** Metric, subject, period, value: over 100, below 0, a commodity, and all ports of a country. */
const FIGURES: [string, string, string, number][] = [
  ['inflation', 'GEO', '1994', 15606.5],
  ['inflation', 'AZE', '1999', -8.5],
  ['fdi_inflow_of_gdp', 'AZE', '2017', -0.9],
  ['mobile_subscriptions', 'ARE', '2016', 220.4],
  ['gold_price', 'gold', '2026-02', 5019.97],
  ['container_throughput', 'PAK', '2020', 3_278_000]
]

async function importer(t: Test) {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers } = await giveKey(store, { scope: 'admin' })
  const get = async (url: string) => (await app.inject(url)).json()
  const send = async (payload: string, type = 'text/csv', query = '') => {
    const given = { ...headers, 'content-type': type }
    const url = `/v1/imports${query}`
    const response = await app.inject({ method: 'POST', url, payload, headers: given })
    return { statusCode: response.statusCode, ...response.json() }
  }
  return { send, get }
}

t.test(
  '201 for metrics with the words of series, and for figures over 100 and below 0',
  async (t) => {
    const { send, get } = await importer(t)
    for (const [csv, type, inserted] of [
      [METRICS, 'metric', 4],
      [ENTITIES, 'entity', 1],
      [SOURCES, 'source', 1]
    ] as const)
      t.match(await send(csv), { statusCode: 201, data: { counts: [{ type, inserted }] } })
    const claims = FIGURES.map(([metric, subject, period, value], index) => ({
      id: `series-${index}`,
      metric,
      subject,
      period,
      value,
      bound: 'exact',
      text: String(value),
      source: 'wb-wdi-gdp'
    }))
    const ndjson = claims.map((row) => JSON.stringify(row)).join('\n')
    t.match(await send(ndjson, 'application/x-ndjson'), {
      statusCode: 201,
      data: { counts: [{ type: 'observation', inserted: 6 }] }
    })
    const stored = (await get('/v1/observations?source=wb-wdi-gdp&sort=id')).data
    t.same(
      stored.map(({ metric, subject, period, value, unit }: Record<string, unknown>) => [
        metric,
        subject,
        period,
        value,
        unit
      ]),
      FIGURES.map((row, index) => [
        ...row,
        [
          'percent_change',
          'percent_change',
          'percent_of_gdp',
          'per_100_people',
          'USD_per_troy_ounce',
          'TEU'
        ][index]
      ])
    )
    const found = await get('/v1/metrics?topic=economy&fields=id')
    t.same(found.data, [{ id: 'fdi_inflow_of_gdp' }, { id: 'gold_price' }, { id: 'inflation' }])
    t.same((await get('/v1/entities?kind=commodity&fields=id')).data, [{ id: 'gold' }])
  }
)

t.test('the licence and the note of a source come in and go out, in CSV and in JSON', async (t) => {
  const { send, get } = await importer(t)
  await send(SOURCES)
  const license = 'CC BY 4.0 (World Bank); PDDL 1.0 (packaging)'
  t.match((await get('/v1/sources/wb-wdi-gdp')).data, { license, note: null })
  const row = { id: 'wb-wdi-gdp', license: 'CC BY 4.0', note: 'Read as a copy' }
  const source = { ...(await get('/v1/sources/wb-wdi-gdp')).data, ...row }
  t.match(await send(JSON.stringify(source), 'application/x-ndjson'), {
    statusCode: 201,
    data: {
      changes: [
        {
          type: 'source',
          id: 'wb-wdi-gdp',
          action: 'correct',
          fields: [
            { name: 'license', before: license, after: 'CC BY 4.0' },
            { name: 'note', before: null, after: 'Read as a copy' }
          ]
        }
      ]
    }
  })
  t.same((await get('/v1/sources/wb-wdi-gdp')).data, source)
  t.match((await send(SOURCES.replace(',license', ',licence'))).errors, [
    { pointer: '/body/1/licence', message: /license, note/ }
  ])
})
