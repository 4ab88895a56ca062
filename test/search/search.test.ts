import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { testRefused } from '../helpers/test-refused.ts'

type Page = { data: { type: string; id: string }[]; links: { next: string | null } }

const LICENSE =
  'Facts quoted with attribution: name the source of each figure. Countries: ODbL-1.0 ' +
  '(world-countries) and MIT (i18n-iso-countries): name both.'
const METRIC = { name: 'A measure', definition: 'What is measured.' }

/** What a text finds, best first, as `type id`. */
async function found({ app }: TestApp, q: string): Promise<string[]> {
  const { data } = (await app.inject(`/v1/search?q=${encodeURIComponent(q)}`)).json()
  return data.map(({ type, id }: { type: string; id: string }) => `${type} ${id}`)
}

t.test(
  '200 with every field: the exact id, then ids and names, then other texts; shorter ids first',
  async (t) => {
    const { app, store } = await buildTestApp(t)
    await insertRows(store, {
      metric: [
        { ...METRIC, id: 'goods_trade' },
        { ...METRIC, id: 'trade_share' },
        { ...METRIC, id: 'imports', name: 'Trade with others' },
        { ...METRIC, id: 'trade' },
        { ...METRIC, id: 'exports', definition: 'All foreign trade but imports.' },
        { ...METRIC, id: 'students' }
      ],
      entity: [{ id: 'dry-port', name: 'Dry port', note: 'Free trade zone.' }],
      scenario: [
        { id: 'open-borders', name: 'Open borders', description: 'Trade without tariffs.' }
      ],
      source: [{ id: 'trade', title: 'A yearbook', publisher: 'A ministry' }]
    })
    const response = await app.inject('/v1/search?q=Trade')
    t.equal(response.statusCode, 200)
    t.same(response.json(), {
      data: [
        {
          type: 'metric',
          id: 'trade',
          name: 'A measure',
          href: '/v1/metrics/trade',
          matched: 'trade'
        },
        {
          type: 'source',
          id: 'trade',
          name: 'A yearbook',
          href: '/v1/sources/trade',
          matched: 'trade'
        },
        {
          type: 'metric',
          id: 'imports',
          name: 'Trade with others',
          href: '/v1/metrics/imports',
          matched: 'Trade with others'
        },
        {
          type: 'metric',
          id: 'goods_trade',
          name: 'A measure',
          href: '/v1/metrics/goods_trade',
          matched: 'goods_trade'
        },
        {
          type: 'metric',
          id: 'trade_share',
          name: 'A measure',
          href: '/v1/metrics/trade_share',
          matched: 'trade_share'
        },
        {
          type: 'metric',
          id: 'exports',
          name: 'A measure',
          href: '/v1/metrics/exports',
          matched: 'All foreign trade but imports.'
        },
        {
          type: 'entity',
          id: 'dry-port',
          name: 'Dry port',
          href: '/v1/entities/dry-port',
          matched: 'Free trade zone.'
        },
        {
          type: 'scenario',
          id: 'open-borders',
          name: 'Open borders',
          href: '/v1/projections?scenario=open-borders',
          matched: 'Trade without tariffs.'
        }
      ],
      meta: {
        revision: 1,
        updated_at: RECORDED_AT,
        license: LICENSE,
        warnings: [],
        count: 8,
        total: null,
        next_cursor: null
      },
      links: { self: '/v1/search?q=Trade', next: null }
    })
  }
)

t.test('200 with a metric by its short name, which counts as a name', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [
      { id: 'product', name: 'Gross product', short_name: 'GDP', definition: 'What is made.' },
      { id: 'share', name: 'A share', definition: 'What of the GDP is sold.' }
    ],
    observation: [{ id: 'C0001', metric: 'product' }]
  })
  const { data } = (await app.inject('/v1/search?q=gdp')).json()
  t.same(
    data,
    [
      {
        type: 'metric',
        id: 'product',
        name: 'Gross product',
        href: '/v1/metrics/product',
        matched: 'GDP'
      },
      {
        type: 'metric',
        id: 'share',
        name: 'A share',
        href: '/v1/metrics/share',
        matched: 'What of the GDP is sold.'
      }
    ],
    'the short name, before a definition'
  )
  t.same(
    (await app.inject('/v1/search?q=pakistan%20gdp&type=series')).json().data[0].href,
    '/v1/series?metric=product&subject=PAK',
    'series are found by it too'
  )
  t.same(
    (await app.inject('/v1/metrics?q=gdp')).json().data.map(({ id }: { id: string }) => id),
    ['product', 'share']
  )
})

t.test('200 empty where nothing holds the text', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  t.same((await app.inject('/v1/search?q=zzzz')).json(), {
    data: [],
    meta: {
      revision: 1,
      updated_at: RECORDED_AT,
      license: LICENSE,
      warnings: [],
      count: 0,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/search?q=zzzz', next: null }
  })
})

t.test('200 with Kazakhstan for Қазақстан, in any case', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  for (const q of ['Қазақстан', 'қазақстан', 'ҚАЗАҚСТАН', ' Қазақ ']) {
    const { data } = (await app.inject(`/v1/search?q=${encodeURIComponent(q)}`)).json()
    t.same(
      data,
      [
        {
          type: 'country',
          id: 'KAZ',
          name: 'Kazakhstan',
          href: '/v1/countries/KAZ',
          matched: 'Қазақстан'
        }
      ],
      q
    )
  }
})

t.test('200 with Kazakhstan for Қазақстан in the starter data', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  t.equal((await found(test, 'Қазақстан'))[0], 'country KAZ')
  t.equal((await found(test, 'kaz'))[0], 'country KAZ')
  t.equal((await found(test, 'GOODS_TRADE'))[0], 'metric goods_trade')
})

t.test('200 with countries by code and by official name', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {})
  t.same(await found(test, 'uz'), ['country UZB'])
  t.same(await found(test, 'Republic Pakistan'), ['country PAK'])
  t.equal((await found(test, 'Republic of P'))[0], 'country PAK')
  t.same(await found(test, 'stan'), ['country KAZ', 'country PAK', 'country UZB'])
})

t.test('200 with what is written in other forms of the same text', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, { metric: [{ ...METRIC, name: 'Transit by Türkiye' }] })
  for (const q of [
    'türkiye',
    'Turkiye',
    'TÜRKİYE',
    'Tu\u0308rkiye',
    'by  TURK',
    'ｔｕｒｋｉｙｅ'
  ]) {
    t.same(await found(test, q), ['metric goods_trade'], q)
  }
})

t.test('200 with the wildcards of SQL taken literally', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [
      { ...METRIC, id: 'percent', definition: 'Of 100%% sure.' },
      { ...METRIC, id: 'under', definition: 'From a__b.' },
      { ...METRIC, id: 'slash', definition: 'Some c\\\\d.' },
      { ...METRIC, id: 'quote', definition: "Who's \"who\" -- or '' not." }
    ]
  })
  t.same(await found(test, '%%'), ['metric percent'])
  t.same(await found(test, '__'), ['metric under'])
  t.same(await found(test, '\\\\'), ['metric slash'])
  t.same(await found(test, '0%'), ['metric percent'])
  t.same(await found(test, "''"), ['metric quote'])
  t.same(await found(test, 'p%ent'), [])
  t.same(await found(test, 'u__er'), [])
  t.same(await found(test, '\\%'), [])
})

t.test('200 with nothing for a text of accents alone', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {})
  const response = await test.app.inject(`/v1/search?q=${encodeURIComponent('\u0301\u0301')}`)
  t.same(response.json().data ?? [], [])
})

testEvery('200 in pages of any size, each hit once', async (t, every) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: ['aa_stan', 'stan', 'stan-b', 'z_stan'].map((id) => ({ ...METRIC, id })),
    source: [{ id: 'stan', title: 'A' }]
  })
  for (const limit of [1, 2, 3]) {
    const ids: string[] = []
    for (let next: string | null = `/v1/search?q=stan&limit=${limit}`; next !== null; ) {
      const { data, links }: Page = (await test.app.inject(next)).json()
      ids.push(...data.map(({ type, id }) => `${type} ${id}`))
      next = links.next
    }
    every.same(ids, [
      'metric stan',
      'source stan',
      'metric stan-b',
      'metric z_stan',
      'metric aa_stan',
      'country KAZ',
      'country PAK',
      'country UZB'
    ])
  }
})

const LENGTH = '2 to 100 characters'
const REFUSED: Record<string, [message: string, allowed: string[]]> = {
  'q=k': [`Expected ${LENGTH}, found 1.`, [LENGTH]],
  'q=%20k%20': [`Expected ${LENGTH}, found 1.`, [LENGTH]],
  'q=%F0%9F%90%AB': [`Expected ${LENGTH}, found 1.`, [LENGTH]],
  'q=%20%20': [`Expected ${LENGTH}, found 0.`, [LENGTH]],
  [`q=${'x'.repeat(101)}`]: [`Expected ${LENGTH}, found 101.`, [LENGTH]]
}
testRefused('/v1/search', REFUSED)

t.test('400 without a text', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(t, await app.inject('/v1/search'), 'invalid_parameter', {
    detail: '/query/q: This parameter is required.',
    errors: [
      {
        pointer: '/query/q',
        message: 'This parameter is required.',
        allowed: ['a value such as Қазақстан']
      }
    ]
  })
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const allowed = [
    'country',
    'cursor',
    'decimal',
    'dialect',
    'fields',
    'format',
    'limit',
    'q',
    'total',
    'type'
  ]
  const message = `There is no parameter of this name; the parameters are ${allowed.join(', ')}.`
  expectProblem(t, await app.inject('/v1/search?q=kaz&kind=country'), 'unknown_parameter', {
    detail: `/query/kind: ${message}`,
    errors: [{ pointer: '/query/kind', message, allowed }]
  })
})

t.test('400 for a cursor with keys no search has made', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {})
  const { links } = (await test.app.inject('/v1/search?q=stan&limit=1')).json()
  const cursor = new URLSearchParams(links.next.split('?')[1]).get('cursor') ?? ''
  const [version, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  for (const keys of [
    [],
    [3, 3, 'KAZ'],
    ['3', 3, 'KAZ', 'country'],
    [3, 1.5, 'KAZ', 'country'],
    [3, 3, null, 'country']
  ]) {
    const forged = Buffer.from(JSON.stringify([version, question, keys])).toString('base64url')
    const { code, status } = (
      await test.app.inject(`/v1/search?q=stan&limit=1&cursor=${forged}`)
    ).json()
    t.same({ code, status }, { code: 'invalid_cursor', status: 400 }, JSON.stringify(keys))
  }
})

t.test('figures of a product, named with a metric, a place or two places', async (t) => {
  const test = await buildTestApp(t)
  const { app, store } = test
  await insertRows(store, {
    metric: [{ id: 'goods_exports', name: 'Goods exports', by_product: 'optional' }],
    product: [
      { id: 'HS2022-52', code: '52', name: 'Cotton' },
      { id: 'HS2022-09', code: '09', name: 'Coffee, tea, maté and spices' },
      { id: 'HS2022-50', code: '50', name: 'Silk' }
    ],
    observation: [
      { id: 'C1', metric: 'goods_exports', product: 'HS2022-52' },
      { id: 'C2', metric: 'goods_exports', product: 'HS2022-09' },
      { id: 'C3', metric: 'goods_exports' }
    ]
  })
  const cotton = 'series metric=goods_exports&'
  const of = (side: string) => `${cotton}${side}&product=HS2022-52`
  const wanted: Record<string, string[]> = {
    'cotton pakistan': [of('subject=PAK')],
    'kazakhstan cotton': [of('partner=KAZ')],
    'cotton exports': [`${cotton}product=HS2022-52`],
    'goods exports of Cotton': [`${cotton}product=HS2022-52`],
    'cotton from Pakistan to Kazakhstan': [of('between=PAK,KAZ')],
    'coffee, tea, mate and spices pakistan': [`${cotton}subject=PAK&product=HS2022-09`],
    'silk pakistan': []
  }
  for (const [q, hits] of Object.entries(wanted)) t.same(await found(test, q), hits, q)
  const { data } = (await app.inject('/v1/search?q=cotton%20pakistan')).json()
  t.match(data, [
    {
      name: 'Goods exports, Cotton, Pakistan',
      href: '/v1/series?metric=goods_exports&subject=PAK&product=HS2022-52'
    }
  ])
  t.equal((await app.inject(data[0].href)).json().data.length, 1, 'the link leads to figures')
  const { data: also } = (await app.inject('/v1/search?q=cotton%20exports&country=PAK')).json()
  t.equal(also[0].href, '/v1/series?metric=goods_exports&product=HS2022-52&country=PAK')
})
