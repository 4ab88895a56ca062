import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

const LICENSE = 'Facts quoted with attribution: name the source of each figure.'
const NAMES = ['metric_name', 'subject_name', 'partner_name', 'product_name']
const COLUMNS = [
  'id',
  'metric',
  'subject',
  'partner',
  'direction',
  'mode',
  'product',
  'period',
  'period_label',
  'starts_on',
  'ends_on',
  'value',
  'low',
  'high',
  'bound',
  'unit',
  'text',
  'status',
  'attributed_to',
  'source_id',
  'source_publisher',
  'source_kind',
  'source_url',
  'source_published',
  'note',
  'derived_from',
  'recorded_at'
]
const SOURCE = {
  id: 'a-paper',
  publisher: 'A Paper',
  kind: 'press',
  url: 'https://example.org/trade',
  published: '2024-08-21'
}

t.test('200 with every field of each claim', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [
      { id: 'C0001' },
      {
        id: 'C0002',
        partner: null,
        subject: 'karachi-port',
        direction: 'inbound',
        mode: 'sea',
        product: null,
        period: '2023-07-01/P1Y',
        value: null,
        low: 40.5,
        high: 60,
        bound: 'range',
        text: '40.5 to 60',
        attributed_to: null,
        derived_from: ['C0001'],
        note: 'A note.'
      }
    ]
  })

  const response = await app.inject('/v1/observations')

  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      {
        id: 'C0002',
        metric: 'goods_trade',
        subject: 'karachi-port',
        partner: null,
        direction: 'inbound',
        mode: 'sea',
        product: null,
        period: '2023-07-01/P1Y',
        period_label: 'FY2024 (Jul–Jun)',
        starts_on: '2023-07-01',
        ends_on: '2024-06-30',
        value: null,
        low: 40.5,
        high: 60,
        bound: 'range',
        unit: 'USD',
        text: '40.5 to 60',
        status: 'A',
        attributed_to: null,
        source: SOURCE,
        note: 'A note.',
        derived_from: ['C0001'],
        recorded_at: RECORDED_AT
      },
      {
        id: 'C0001',
        metric: 'goods_trade',
        subject: 'PAK',
        partner: 'KAZ',
        direction: null,
        mode: null,
        product: null,
        period: '2023',
        period_label: '2023',
        starts_on: '2023-01-01',
        ends_on: '2023-12-31',
        value: 52500000,
        low: null,
        high: null,
        bound: 'exact',
        unit: 'USD',
        text: '$52.5 million',
        status: 'A',
        attributed_to: 'A Ministry',
        source: SOURCE,
        note: null,
        derived_from: [],
        recorded_at: RECORDED_AT
      }
    ],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 2,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/observations', next: null }
  })
  t.equal(response.headers['link'], '</v1/observations>; rel="self"')
})

t.test('200 empty where nothing matches', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.same((await app.inject('/v1/observations?metric=goods_trade')).json(), {
    data: [],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: ['There are no figures at all with this metric.'],
      count: 0,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/observations?metric=goods_trade', next: null }
  })
})

t.test('200 with 100 rows unless told, and a link to the rest', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: Array.from({ length: 101 }, (_, position) => ({ id: `C${1000 + position}` }))
  })
  const { data, meta, links } = (await app.inject('/v1/observations')).json()
  t.equal(data.length, 100)
  t.equal(meta.count, 100)
  const rest = (await app.inject(links.next)).json()
  t.same(
    rest.data.map(({ id }: { id: string }) => id),
    ['C1000']
  )
  t.same(rest.links, { self: links.next, next: null })
})

t.test('200 with the two claims of the starter data that disagree about 2023', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (
    await app.inject('/v1/observations?metric=goods_trade&between=PAK,KAZ&from=2023&to=2023')
  ).json()
  t.same(
    data.map(({ id, subject, partner, value, unit, source }: Record<string, unknown>) => ({
      id,
      subject,
      partner,
      value,
      unit,
      source
    })),
    [
      {
        id: 'C0392',
        subject: 'KAZ',
        partner: 'PAK',
        value: 52_500_000,
        unit: 'USD',
        source: {
          id: 'inform-kaz-2023',
          publisher: 'Kazinform (citing Trend)',
          kind: 'press',
          url: 'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/',
          published: '2024-08-21'
        }
      },
      {
        id: 'C0001',
        subject: 'PAK',
        partner: 'KAZ',
        value: 400_000_000,
        unit: 'USD',
        source: {
          id: 'archyworldys-pak-kaz',
          publisher: 'Archyworldys',
          kind: 'press',
          url: null,
          published: null
        }
      }
    ]
  )
})

t.test('200 as CSV with the columns asked for, in that order', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: [
      { id: 'C0001', derived_from: ['C0002', 'C0003'] },
      { id: 'C0002' },
      { id: 'C0003' }
    ]
  })
  const lines =
    'value,id,source_id,derived_from\n52500000,C0003,a-paper,\n52500000,C0002,a-paper,\n52500000,C0001,a-paper,C0002|C0003\n'
  const query = 'fields=value,id,source_id,derived_from'
  t.equal((await app.inject(`/v1/observations.csv?${query}`)).body, lines)
  t.equal((await app.inject(`/v1/observations?format=csv&${query}`)).body, lines)
  t.equal(
    (await app.inject({ url: `/v1/observations?${query}`, headers: { accept: 'text/csv' } })).body,
    lines
  )
})

t.test('200 as CSV with every column unless told', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.equal((await app.inject('/v1/observations.csv')).body, `${COLUMNS.join(',')}\n`)
})

t.test('200 with the fields asked for alone', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001', derived_from: [] }] })
  const query = 'fields=value,source_id,id,source_published,derived_from'
  t.same((await app.inject(`/v1/observations?${query}`)).json().data, [
    {
      value: 52500000,
      source: { id: 'a-paper', published: '2024-08-21' },
      id: 'C0001',
      derived_from: []
    }
  ])
})

t.test('400 for a field that is not there', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const message = 'There is no field "valeu"; near ones are value.'
  for (const url of ['/v1/observations?fields=id,valeu', '/v1/observations.csv?fields=valeu']) {
    const response = await app.inject(url)
    const [error] = response.json().errors
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/fields: ${message}`,
      errors: [{ pointer: '/query/fields', message, allowed: error.allowed }]
    })
    t.equal(error.allowed[0], 'value', 'the near ones first')
    t.same(error.allowed.toSorted(), [...COLUMNS, ...NAMES, 'source'].sort())
  }
})
