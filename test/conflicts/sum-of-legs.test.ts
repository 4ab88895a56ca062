// Published lengths of corridors and the legs along them, as readers see them.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows, RECORDED_AT, type Rows } from '../helpers/rows.ts'

const length = { metric: 'route_length', partner: null, period: null, mode: 'road' } as const
const WORLD: Rows = {
  metric: [
    {
      id: 'route_length',
      name: 'Route length',
      unit: 'km',
      kind: 'distance',
      aggregation: 'none',
      symmetric: false,
      subject_kinds: ['leg', 'route']
    }
  ],
  entity: [
    { id: 'almaty', name: 'Almaty', kind: 'city', countries: ['KAZ'] },
    { id: 'tashkent', name: 'Tashkent', kind: 'city', countries: ['UZB'] },
    { id: 'termez', name: 'Termez', kind: 'city', countries: ['UZB'] },
    { id: 'almaty-tashkent-road', name: 'Almaty to Tashkent', kind: 'leg', countries: [] },
    { id: 'tashkent-termez-road', name: 'Tashkent to Termez', kind: 'leg', countries: [] },
    { id: 'almaty-termez', name: 'Almaty to Termez', kind: 'route', countries: [] }
  ],
  source: [{}, { id: 'formula', kind: 'dataset', url: null, published: null }],
  leg: [
    { id: 'almaty-tashkent-road', from: 'almaty', to: 'tashkent' },
    { id: 'tashkent-termez-road', from: 'tashkent', to: 'termez' }
  ],
  corridor: [
    {
      id: 'almaty-termez',
      from: 'almaty',
      legs: ['almaty-tashkent-road', 'tashkent-termez-road']
    }
  ],
  observation: [
    { id: 'C1', ...length, subject: 'almaty-termez', value: 1800, text: '1,800 km' },
    { id: 'C2', ...length, subject: 'almaty-termez', value: 1550, text: '1550 km' },
    { id: 'C3', ...length, subject: 'almaty-tashkent-road', value: 816, text: '816 km' },
    { id: 'C4', ...length, subject: 'almaty-tashkent-road', value: 827, text: '827 km' },
    {
      id: 'C5',
      ...length,
      subject: 'tashkent-termez-road',
      value: 700,
      bound: 'about',
      text: '700',
      status: 'E',
      source: 'formula'
    },
    {
      id: 'C6',
      ...length,
      subject: 'tashkent-termez-road',
      value: null,
      low: 650,
      high: 850,
      bound: 'range',
      text: '650 to 850',
      status: 'E',
      source: 'formula'
    }
  ],
  relation: [{ id: 'R1', kind: 'preferred_over', observation: 'C4', others: ['C3'] }]
}

t.test('200 with a published length that its legs do not reach', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, WORLD)
  const { data } = (await app.inject('/v1/conflicts?kind=sum_of_legs')).json()
  const source = {
    id: 'a-paper',
    publisher: 'A Paper',
    kind: 'press',
    url: 'https://example.org/trade',
    published: '2024-08-21'
  }
  const claim = {
    metric: 'route_length',
    partner: null,
    product: null,
    period: null,
    low: null,
    high: null,
    bound: 'exact',
    unit: 'km',
    attributed_to: 'A Ministry',
    source,
    note: null
  }
  t.same(data, [
    {
      id: data[0].id,
      kind: 'sum_of_legs',
      rule:
        'The published length of a corridor lies between the sums of the shortest and of the ' +
        'longest lengths of its legs.',
      holds: false,
      metric: 'route_length',
      subject: 'almaty-termez',
      partner: null,
      direction: null,
      mode: 'road',
      product: null,
      period: null,
      starts_on: null,
      ends_on: null,
      unit: 'km',
      stated: { low: 1799.5, high: 1800.5 },
      expected: { low: 1466, high: 1677 },
      periods: 'equal',
      growth_percent: null,
      difference: 122.5,
      ratio: 1.1788,
      remark:
        'The figure may be round, or mean another way or other ends than the legs. The claim ' +
        'that gives a leg its length takes part; the range comes from the other published ' +
        'lengths, or from the formula if the length is computed.',
      claims_count: 3,
      claims: [
        {
          ...claim,
          id: 'C1',
          role: 'stated',
          subject: 'almaty-termez',
          value: 1800,
          text: '1,800 km'
        },
        {
          ...claim,
          id: 'C4',
          role: 'part',
          subject: 'almaty-tashkent-road',
          value: 827,
          text: '827 km'
        },
        {
          ...claim,
          id: 'C5',
          role: 'part',
          subject: 'tashkent-termez-road',
          value: 700,
          bound: 'about',
          text: '700',
          source: { ...source, id: 'formula', kind: 'dataset', url: null, published: null }
        }
      ],
      recorded_at: RECORDED_AT
    }
  ])
})

t.test('200 with those that hold, by corridor and by leg', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, WORLD)
  const seen = async (query: string) => {
    const { data } = (await app.inject(`/v1/conflicts?${query}`)).json()
    type Row = { kind: string; claims: { id: string }[] }
    return data.map(({ kind, claims }: Row) => `${kind} ${claims.map(({ id }) => id).join(' ')}`)
  }
  t.same(await seen('kind=sum_of_legs&holds=true'), ['sum_of_legs C2 C4 C5'])
  t.same(await seen('subject=tashkent-termez-road'), ['sum_of_legs C1 C4 C5'])
  t.same(
    await seen('subject=almaty-tashkent-road'),
    ['sum_of_legs C1 C4 C5', 'contradicts C3 C4'],
    'the worst first'
  )
})

t.test('of the starter data, two published lengths are far from their legs', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const read = async (query: string) =>
    (await app.inject(`/v1/conflicts?kind=sum_of_legs&limit=100&${query}`)).json()
  const { data, meta } = await read('holds=true')
  t.equal(data.length, 18, JSON.stringify(meta))
  type Row = Record<'subject', string> & Record<'stated' | 'expected', object> & { ratio: number }
  t.same(
    (await read('')).data.map(({ subject, stated, expected, ratio }: Row) => ({
      subject,
      stated,
      expected,
      ratio
    })),
    [
      {
        subject: 'ta-pavlodar-karachi',
        stated: { low: 4899.5, high: 4900.5 },
        expected: { low: 5017.5, high: 5905.4 },
        ratio: 1.0833
      },
      {
        subject: 'iran-rail-tashkent-bandar',
        stated: { low: 2672.5, high: 2673.5 },
        expected: { low: 2829.4, high: 2994.2 },
        ratio: 1.0717
      }
    ]
  )
})

t.test('of the starter data, no computed length contradicts a published one', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data, links } = (
    await app.inject('/v1/conflicts?metric=route_length&kind=contradicts&limit=200')
  ).json()
  t.equal(links.next, null, 'all of them')
  type Row = { claims: { id: string; source: { id: string } }[] }
  const computed = data.flatMap(({ claims }: Row) =>
    claims.filter(({ source }) => source.id === 'computed-corridor')
  )
  t.same(computed, [])
  t.ok(data.length > 20, `${data.length} others are listed`)
})
