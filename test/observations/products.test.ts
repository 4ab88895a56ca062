// Claims about products: what is refused, found, named and kept apart from totals.
import t from 'tap'
import { importFiles } from '../../src/imports/engine/import-files.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

async function insertClaims({ store }: TestApp): Promise<void> {
  await insertRows(store, {
    metric: [{ by_product: 'optional' }, { id: 'goods_of', by_product: 'yes' }, { id: 'students' }],
    product: [
      { id: 'HS2022-XI', code: 'XI', name: 'Textiles' },
      { id: 'HS2022-52', parent: 'HS2022-XI' }
    ],
    observation: [
      { id: 'C1', period: '2022', value: 100 },
      { id: 'C2', period: '2023', value: 110 },
      { id: 'C3', period: '2022', value: 50, product: 'HS2022-XI' },
      { id: 'C4', period: '2023', value: 60, product: 'HS2022-XI' },
      { id: 'C5', period: '2023', value: 20, product: 'HS2022-52' }
    ]
  })
}

const KEPT: Record<string, string[]> = {
  '': ['C1', 'C2', 'C3', 'C4', 'C5'],
  'product=none': ['C1', 'C2'],
  'product=HS2022-XI': ['C3', 'C4'],
  'product=hs2022%2052': ['C5'],
  'product=HS2022-52,none&from=2023': ['C2', 'C5'],
  'metric=goods_trade&product=HS2022-XI&latest_by_author=1': ['C4'],
  'metric=goods_trade&latest_by_author=1': ['C2', 'C4', 'C5']
}

testEvery(
  '200 with the claims that each filter keeps; parts are not included',
  async (t, every) => {
    const test = await buildTestApp(t)
    await insertClaims(test)
    for (const [query, ids] of Object.entries(KEPT)) {
      const { data } = (await test.app.inject(`/v1/observations?sort=id&${query}`)).json()
      every.same(
        data.map(({ id }: { id: string }) => id),
        ids,
        query
      )
    }
  }
)

t.test('the product is in JSON and CSV, with its name where it is asked for', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const { data } = (await test.app.inject('/v1/observations/C5?names=en')).json()
  t.match(data, { product: 'HS2022-52', product_name: 'Cotton' })
  t.equal(
    (await test.app.inject('/v1/observations.csv?sort=-id&fields=id,product,product_name')).body,
    'id,product,product_name\nC5,HS2022-52,Cotton\nC4,HS2022-XI,Textiles\n' +
      'C3,HS2022-XI,Textiles\nC2,,\nC1,,\n'
  )
})

t.test('totals and products are series of their own, and so are their author series', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const series = async (query: string) => {
    const { data } = (await test.app.inject(`/v1/series?metric=goods_trade&${query}`)).json()
    return data.map((one: { product: string | null; points: { value: number }[] }) => [
      one.product,
      ...one.points.map(({ value }) => value)
    ])
  }
  const all = [
    [null, 100, 110],
    ['HS2022-52', 20],
    ['HS2022-XI', 50, 60]
  ]
  t.same(await series(''), all)
  t.same(await series('product=none'), [all[0]])
  t.same(await series('product=HS2022-XI'), [all[2]])
  const first = (await test.app.inject('/v1/series?metric=goods_trade&limit=2')).json()
  t.same((await test.app.inject(first.links.next)).json().data.length, 1, 'pages part no series')
  const forecasts = (await test.app.inject('/v1/forecasts?metric=goods_trade')).json().data
  t.same(
    forecasts.map(({ series: one }: { series: { product: string | null } }) => one.product).sort(),
    ['HS2022-52', 'HS2022-XI', null]
  )
  const coverage = (await test.app.inject('/v1/metrics/goods_trade')).json().data
  t.same(
    coverage.series.map((one: { product: string | null; observations: number }) => [
      one.product,
      one.observations
    ]),
    [
      ['HS2022-XI', 2],
      [null, 2],
      ['HS2022-52', 1]
    ].sort((a, b) => (b[1] as number) - (a[1] as number))
  )
})

t.test('checks compare a section with the total of the same period', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const { data } = (await test.app.inject('/v1/conflicts?holds=true')).json()
  t.same(
    data
      .map((one: { kind: string; product: string | null; claims: { id: string }[] }) => [
        one.kind,
        one.product,
        one.claims.map(({ id }) => id).join()
      ])
      .sort(),
    [
      ['part_exceeds_whole', null, 'C1,C3'],
      ['part_exceeds_whole', null, 'C2,C4'],
      ['part_exceeds_whole', 'HS2022-XI', 'C4,C5']
    ]
  )
})

/** Two products of one name. */
const WOOL = [
  { id: 'HS2022-51', code: '51', name: 'Wool, and hair' },
  { id: 'commodity-wool', scheme: 'commodity' as const, code: 'wool', name: 'wool and hair' }
]
testEvery('conflicts of the products of the checked figure, in JSON and CSV', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const kept: Record<string, string[]> = {
    'product=HS2022-XI': ['C4,C5'],
    'product=textiles&metric=goods_trade': ['C4,C5'],
    'product=HS2022-52': [],
    'product=none': ['C1,C3', 'C2,C4'],
    'product=none,HS2022-XI': ['C1,C3', 'C2,C4', 'C4,C5'],
    [`product=HS2022-XI&as_of=${RECORDED_AT}`]: ['C4,C5']
  }
  for (const holds of ['true', 'false'])
    for (const [query, wanted] of Object.entries(kept)) {
      const { data } = (
        await test.app.inject(`/v1/conflicts?kind=part_exceeds_whole&holds=${holds}&${query}`)
      ).json()
      const found = data.map((one: { claims: { id: string }[] }) =>
        one.claims.map(({ id }) => id).join()
      )
      every.same(found.sort(), holds === 'true' ? wanted : [], `${holds} ${query}`)
    }
  const csv = await test.app.inject(
    '/v1/conflicts.csv?kind=part_exceeds_whole&holds=true&product=HS2022-XI&fields=product'
  )
  every.equal(csv.body, 'product\nHS2022-XI\nHS2022-XI\n', 'CSV')
})

const HEAD = 'id,metric,subject,partner,period,value,bound,text,source,product\n'
const REFUSED: Record<string, [column: string, expected: string]> = {
  'students,PAK,KAZ,2023,1,exact,1,a-paper,HS2022-52': [
    'product',
    'nothing, because students has no products: its `by_product` is no; with `optional` it could ' +
      'have one'
  ],
  'goods_of,PAK,KAZ,2023,1,exact,1,a-paper,': [
    'product',
    'a product, because goods_of requires one'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,HS2022-53': [
    'product',
    'the id or name of a product, or nothing'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,raw cotton': [
    'product',
    'the id or name of a product, or nothing'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,tex': [
    'product',
    'the id or name of a product, or nothing, perhaps HS2022-XI'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,52': [
    'product',
    'the id or name of a product, or nothing; write the scheme too: HS2022-52 (Cotton)'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,77': [
    'product',
    'the id or name of a product, or nothing; write the scheme too: HS2022-… or SITC4-…'
  ],
  'goods_trade,PAK,KAZ,2023,1,exact,1,a-paper,Wool and hair': [
    'product',
    'one of HS2022-51, commodity-wool: all of them have this name'
  ]
}

testEvery('a file with a product that does not fit is refused', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  await insertRows(test.store, { product: WOOL })
  for (const [row, [column, expected]] of Object.entries(REFUSED)) {
    const bytes = [Buffer.from(`${HEAD}N1,${row}\n`)]
    const error = await importFiles(test.store, [{ file: 'claims.csv', bytes }], {
      kind: 'import'
    }).catch((reason: unknown) => reason)
    every.match(error, { cells: [{ column, expected }] }, row)
  }
})

t.test('a file may name a product by scheme and code; what goes out comes in again', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const row = 'N1,goods_of,PAK,KAZ,2023,1,exact,1,a-paper,HS2022 52\n'
  const take = (text: string) =>
    importFiles(test.store, [{ file: 'claims.csv', bytes: [Buffer.from(text)] }], {
      kind: 'import'
    })
  t.match(await take(HEAD + row), { changed: true })
  t.match((await test.app.inject('/v1/observations/N1')).json().data, { product: 'HS2022-52' })
  const { body } = await test.app.inject('/v1/observations.csv?names=en')
  t.match(await take(body), { changed: false })
})

const MEANT: Record<string, string | null> = {
  Cotton: 'HS2022-52',
  'COTTON ': 'HS2022-52',
  textiles: 'HS2022-XI',
  'HS 52': 'HS2022-52',
  HS52: 'HS2022-52',
  'hs-52': 'HS2022-52',
  'HS2022:52': 'HS2022-52',
  TOTAL: null,
  none: null,
  '': null
}

testEvery('a file may name a product by its name, and the total in words', async (t, every) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const rows = Object.keys(MEANT).map(
    (product, at) => `N${at},goods_trade,PAK,KAZ,${2000 + at},1,exact,1,a-paper,${product.trim()}\n`
  )
  const bytes = [Buffer.from(HEAD + rows.join(''))]
  await importFiles(test.store, [{ file: 'claims.csv', bytes }], { kind: 'import' })
  for (const [at, [text, id]] of Object.entries(MEANT).entries()) {
    const { data } = (await test.app.inject(`/v1/observations/N${at}`)).json()
    every.equal(data.product, id, text)
  }
})

t.test('a parameter may name a product by its name; other texts are explained', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  await insertRows(test.store, { product: WOOL })
  const ask = async (product: string) =>
    (
      await test.app.inject(
        `/v1/observations?fields=id&sort=id&product=${encodeURIComponent(product)}`
      )
    ).json()
  t.same((await ask('cotton')).data, [{ id: 'C5' }])
  t.same((await ask('cotton,none')).data, [{ id: 'C1' }, { id: 'C2' }, { id: 'C5' }])
  t.same((await ask('HS 52')).data, [{ id: 'C5' }])
  const errors = async (product: string) =>
    (await ask(product)).errors.map(({ message, allowed }: Record<string, unknown>) => ({
      message,
      allowed
    }))
  t.same(await errors('wool and HAIR'), [
    {
      message:
        '"wool and HAIR" is a name of several products: HS2022-51 (Wool, and hair), ' +
        'commodity-wool (wool and hair). Name one by its id.',
      allowed: ['HS2022-51', 'commodity-wool']
    }
  ])
  t.same(await errors('52'), [
    {
      message: '"52" is a code without its scheme: HS2022-52 (Cotton). Name one by its id.',
      allowed: ['HS2022-52']
    }
  ])
})

t.test('a page with totals beside products says so, and only that', async (t) => {
  const test = await buildTestApp(t)
  await insertClaims(test)
  const warnings = async (query: string) =>
    (await test.app.inject(`/v1/observations?sort=id&${query}`)).json().meta.warnings
  t.same(await warnings(''), [
    'product: these rows have totals beside figures of products, as HS2022-XI in goods_trade of ' +
      'PAK, and a sum would count products twice: product=none gives the totals alone.'
  ])
  for (const query of ['product=none', 'product=HS2022-XI', 'product=none,HS2022-XI', 'limit=2'])
    t.same(await warnings(query), [], query)
})

t.test('a body may name a product by its name; what it does not mean is explained', async (t) => {
  const { app, store, ...test } = await buildTestApp(t)
  await insertClaims({ app, store, ...test })
  const { headers } = await giveKey(store)
  const post = (product: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/observations',
      headers,
      payload: {
        metric: 'goods_of',
        subject: 'PAK',
        partner: 'KAZ',
        product,
        period: '2021',
        value: 1,
        bound: 'exact',
        text: '1',
        source: 'a-paper'
      }
    })
  const made = await post('cotton')
  t.equal(made.statusCode, 201)
  t.equal(made.json().data.product, 'HS2022-52')
  const refused = await post('52')
  t.equal(refused.statusCode, 422)
  t.match(refused.json().errors, [
    {
      pointer: '/product',
      message:
        'Expected the id or name of a product, or nothing, found "52". Similar ids: HS2022-52.',
      allowed: ['HS2022-52']
    }
  ])
})
