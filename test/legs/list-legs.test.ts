import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdrawAll } from '../helpers/changes.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertNetwork, LEG_FIELDS, stored } from '../helpers/small-network.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const ALL = [
  'kabul-peshawar-rail',
  'kabul-torkham-road',
  'peshawar-karachi-road',
  'torkham-peshawar-road'
]

t.test('200 with what is stored of each, by id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const { data, meta, links } = (await app.inject('/v1/legs')).json()
  const plain = { state: 'open', terrain: null, passes: [], part_of: null, note: null }
  t.same(stored(data, LEG_FIELDS), [
    {
      ...plain,
      id: 'kabul-peshawar-rail',
      from: 'kabul',
      to: 'peshawar',
      mode: 'rail',
      state: 'planned',
      passes: ['torkham'],
      part_of: 'the-railway'
    },
    { ...plain, id: 'kabul-torkham-road', from: 'kabul', to: 'torkham', mode: 'road' },
    {
      ...plain,
      id: 'peshawar-karachi-road',
      from: 'karachi-port',
      to: 'peshawar',
      mode: 'road',
      state: 'seasonal',
      terrain: 'mountain',
      passes: ['kohat']
    },
    {
      ...plain,
      id: 'torkham-peshawar-road',
      from: 'torkham',
      to: 'peshawar',
      mode: 'road',
      note: 'Crowded.'
    }
  ])
  t.match(meta, { revision: 1, count: 4, total: null, warnings: [] })
  t.same(links, { self: '/v1/legs', next: null })
})

const KEPT: Record<string, string[]> = {
  'place=kabul': ['kabul-peshawar-rail', 'kabul-torkham-road'],
  'place=torkham': ['kabul-peshawar-rail', 'kabul-torkham-road', 'torkham-peshawar-road'],
  'place=kohat,kabul': ['kabul-peshawar-rail', 'kabul-torkham-road', 'peshawar-karachi-road'],
  'place=the-railway': [],
  'country=KAZ': ['kabul-peshawar-rail', 'kabul-torkham-road'],
  'country=pk': ALL,
  'country=UZB': [],
  'mode=rail,sea': ['kabul-peshawar-rail'],
  'state=seasonal,planned': ['kabul-peshawar-rail', 'peshawar-karachi-road'],
  'part_of=the-railway': ['kabul-peshawar-rail'],
  'part_of=kabul-way': [],
  'corridor=kabul-karachi': [
    'kabul-torkham-road',
    'peshawar-karachi-road',
    'torkham-peshawar-road'
  ],
  'corridor=kabul-karachi,the-railway': ALL,
  'corridor=kabul-karachi&country=KAZ': ['kabul-torkham-road'],
  'place=torkham&mode=road&state=open': ['kabul-torkham-road', 'torkham-peshawar-road']
}

testEvery('200 with the legs that each filter keeps', async (t, every) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data, meta } = (await app.inject(`/v1/legs?total=true&${query}`)).json()
    every.same(
      data.map(({ id }: { id: string }) => id),
      ids,
      query
    )
    every.equal(meta.total, ids.length, `${query}: total`)
  }
})

t.test('200 in pages, each leg once', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  const ids: string[] = []
  for (let next: string | null = '/v1/legs?limit=3'; next !== null; ) {
    const { data, links }: Page = (await app.inject(next)).json()
    ids.push(...data.map(({ id }) => id))
    next = links.next
  }
  t.same(ids, ALL)
})

t.test('200 without a leg that was withdrawn', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  await withdrawAll(store, { corridor: ['the-railway'], leg: ['kabul-peshawar-rail'] })
  const { data }: Page = (await app.inject('/v1/legs?place=kabul')).json()
  t.same(
    data.map(({ id }) => id),
    ['kabul-torkham-road']
  )
})

t.test('200 without any leg where there is none', async (t) => {
  const { app } = await buildTestApp(t)
  t.match((await app.inject('/v1/legs')).json(), { data: [], meta: { count: 0 } })
})

t.test('400 with near ids for a place or corridor that is not there', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertNetwork(store)
  for (const [query, noun, near] of [
    ['place=kabull', 'entity', 'kabul'],
    ['corridor=kabul-karachy', 'corridor', 'kabul-karachi']
  ] as const) {
    const [name, id] = query.split('=')
    const response = await app.inject(`/v1/legs?${query}`)
    const { errors, detail } = response.json()
    t.match(errors, [
      { pointer: `/query/${name}`, message: `No ${noun} has the id "${id}".`, allowed: [near] }
    ])
    expectProblem(t, response, 'unknown_id', { errors, detail })
  }
})

const MODES = ['road', 'rail', 'ferry', 'sea']
const STATES = ['open', 'seasonal', 'planned']
testRefused('/v1/legs', {
  'mode=multimodal': [`"multimodal" is not one of ${MODES.join(', ')}.`, MODES],
  'state=open,closed': [`"closed" is not one of ${STATES.join(', ')}.`, STATES],
  'place=kabul,,torkham': ['The list has an empty value.', ['ids separated by single commas']]
})
