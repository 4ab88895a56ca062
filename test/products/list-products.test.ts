import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

async function insertProducts({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    product: [
      // The parent comes later in the same import.
      { id: 'HS2022-52', parent: 'HS2022-XI' },
      { id: 'HS2022-XI', code: 'XI', name: 'Textiles and textile articles' },
      { id: 'SITC4-2', scheme: 'SITC4', code: '2', name: 'Crude materials', note: 'Not fuels.' }
    ]
  })
}

t.test('200 with every field, by id', async (t) => {
  const test = await buildTestApp(t)
  await insertProducts(test)
  const response = await test.app.inject('/v1/products?total=true')
  t.equal(response.statusCode, 200)
  const { data, meta } = response.json()
  t.same(data, [
    {
      id: 'HS2022-52',
      scheme: 'HS2022',
      code: '52',
      name: 'Cotton',
      parent: 'HS2022-XI',
      note: null
    },
    {
      id: 'HS2022-XI',
      scheme: 'HS2022',
      code: 'XI',
      name: 'Textiles and textile articles',
      parent: null,
      note: null
    },
    {
      id: 'SITC4-2',
      scheme: 'SITC4',
      code: '2',
      name: 'Crude materials',
      parent: null,
      note: 'Not fuels.'
    }
  ])
  t.match(meta, { count: 3, total: 3, warnings: [] })
})

const KEPT: Record<string, string[]> = {
  'scheme=SITC4': ['SITC4-2'],
  'scheme=HS2022,SITC4&parent=none': ['HS2022-XI', 'SITC4-2'],
  'parent=HS2022-XI': ['HS2022-52'],
  'parent=hs2022%20xi,none': ['HS2022-52', 'HS2022-XI', 'SITC4-2'],
  'q=TEXTILE': ['HS2022-XI'],
  'q=52': ['HS2022-52'],
  'q=nothing': []
}

testEvery('200 with the products that each filter keeps', async (t, every) => {
  const test = await buildTestApp(t)
  await insertProducts(test)
  for (const [query, ids] of Object.entries(KEPT)) {
    const { data }: Page = (await test.app.inject(`/v1/products?${query}`)).json()
    every.same(
      data.map(({ id }) => id),
      ids,
      query
    )
  }
})

t.test('200 in pages, each product once, and as CSV', async (t) => {
  const test = await buildTestApp(t)
  await insertProducts(test)
  const ids: string[] = []
  for (let next: string | null = '/v1/products?limit=1'; next !== null; ) {
    const { data, links }: Page = (await test.app.inject(next)).json()
    ids.push(...data.map(({ id }) => id))
    next = links.next
  }
  t.same(ids, ['HS2022-52', 'HS2022-XI', 'SITC4-2'])
  t.equal(
    (await test.app.inject('/v1/products.csv?scheme=SITC4')).body,
    'id,scheme,code,name,parent,note\nSITC4-2,SITC4,2,Crude materials,,Not fuels.\n'
  )
})

t.test('400 for a parent that is not there', async (t) => {
  const test = await buildTestApp(t)
  await insertProducts(test)
  const message = 'No product has the id "HS2022-53". Similar ids: HS2022-52, HS2022-XI.'
  expectProblem(t, await test.app.inject('/v1/products?parent=HS2022-53'), 'unknown_id', {
    detail: `/query/parent: ${message}`,
    errors: [{ pointer: '/query/parent', message, allowed: ['HS2022-52', 'HS2022-XI'] }]
  })
})

t.test(
  'the starter data have the sections and chapters of HS, and the sections of SITC',
  async (t) => {
    const { app } = await buildTestApp(t, { data: 'starter' })
    const count = async (query: string) =>
      (await app.inject(`/v1/products?${query}&total=true`)).json().meta.total
    t.equal(await count('scheme=HS2022&parent=none'), 22, '21 sections and the unclassified')
    t.equal(await count('scheme=HS2022'), 22 + 96, 'chapter 77 is reserved')
    t.equal(await count('scheme=SITC4'), 10)
  }
)
