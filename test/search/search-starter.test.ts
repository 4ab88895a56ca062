// What people search for in the starter data, and what they find first.
import t from 'tap'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

type Hit = { type: string; id: string; name: string; href: string; matched: string }

async function search({ app }: Pick<TestApp, 'app'>, query: string) {
  const response = await app.inject(`/v1/search?${query}`)
  t.equal(response.statusCode, 200, query)
  const { data, meta, links } = response.json()
  return { hits: data as Hit[], warnings: meta.warnings as string[], links }
}

const q = (text: string) => `q=${encodeURIComponent(text)}`
const figures = (name: string, id: string): Hit => ({
  type: 'series',
  id,
  name,
  href: `/v1/series?${id}`,
  matched: name
})

t.test('the first hits are what is meant', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const first: Record<string, string> = {
    exports: 'metric goods_exports',
    trade: 'metric goods_trade',
    karachi: 'entity karachi-port',
    'Karachi Port': 'entity karachi-port',
    'goods trade': 'metric goods_trade',
    transit: 'metric transit_teu',
    kazakhstan: 'country KAZ',
    kz: 'country KAZ',
    P001: 'projection P001',
    'official target': 'scenario official-target',
    'inform-kaz-2023': 'source inform-kaz-2023',
    '$2 billion': 'projection P001'
  }
  for (const [text, expected] of Object.entries(first)) {
    const { hits, warnings } = await search(test, q(text))
    t.same([`${hits[0]?.type} ${hits[0]?.id}`, warnings], [expected, []], text)
  }
})

t.test('a metric and a place: their series, then projections, then documents', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const { hits } = await search(test, `${q('trade kazakhstan')}&limit=1000`)
  t.same(hits.slice(0, 4), [
    figures('Goods trade turnover, Kazakhstan', 'metric=goods_trade&subject=KAZ'),
    figures('Total goods trade, Kazakhstan', 'metric=goods_trade_total&subject=KAZ'),
    figures('Share of trade, Kazakhstan', 'metric=trade_share&partner=KAZ'),
    {
      type: 'projection',
      id: 'P001',
      name: 'Goods trade turnover, Pakistan – Kazakhstan, 2030',
      href: '/v1/projections/P001',
      matched: 'Goods trade turnover, Pakistan – Kazakhstan, 2030'
    }
  ])
  const types = hits.map(({ type }) => type)
  t.same([...new Set(types)], ['series', 'projection', 'source'])
  t.same(
    types,
    types.toSorted((a, b) => RANK.indexOf(a) - RANK.indexOf(b))
  )
})
const RANK = ['series', 'projection', 'source']

t.test(
  'a metric and a place: the metric with the shorter id before one with more claims',
  async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    const longer = { id: 'merchandise_trade_of_gdp', name: 'Goods trade as a share of GDP' }
    await insertRows(test.store, {
      metric: [longer],
      observation: Array.from({ length: 60 }, (_, index) => ({
        id: `longer-${index}`,
        metric: longer.id,
        subject: 'KAZ',
        partner: null,
        period: String(1960 + index)
      }))
    })
    const { hits } = await search(test, `${q('trade kazakhstan')}&type=series`)
    t.same(
      hits.map(({ id }) => id),
      [
        'metric=goods_trade&subject=KAZ',
        'metric=goods_trade_total&subject=KAZ',
        'metric=merchandise_trade_of_gdp&subject=KAZ',
        'metric=trade_share&partner=KAZ'
      ]
    )
  }
)

t.test('two places: the series between them, with the most claims first', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const { hits } = await search(test, `${q('pakistan kazakhstan')}&type=series`)
  const expected = [
    figures('Goods exports, Pakistan – Kazakhstan', 'metric=goods_exports&between=PAK,KAZ'),
    figures('Goods trade turnover, Pakistan – Kazakhstan', 'metric=goods_trade&between=PAK,KAZ'),
    figures('Goods imports, Pakistan – Kazakhstan', 'metric=goods_imports&between=PAK,KAZ'),
    figures('Students abroad, Pakistan – Kazakhstan', 'metric=students_abroad&between=PAK,KAZ'),
    figures(
      'Transit containers of a country, Pakistan – Kazakhstan',
      'metric=transit_teu&between=PAK,KAZ'
    )
  ]
  t.same(hits, expected)
  for (const text of ['PAK KAZ', 'Pakistan – Kazakhstan', 'Pakistan and Kazakhstan'])
    t.same((await search(test, `${q(text)}&type=series`)).hits, expected, text)
})

t.test('two places and a metric', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  for (const text of ['trade pakistan kazakhstan', 'trade between Pakistan and Kazakhstan']) {
    const { hits } = await search(test, `${q(text)}&type=series`)
    t.same(
      hits,
      [
        figures('Goods trade turnover, Pakistan – Kazakhstan', 'metric=goods_trade&between=PAK,KAZ')
      ],
      text
    )
  }
})

t.test('every series that a search leads to has figures', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const texts = [
    'trade kazakhstan',
    'pakistan kazakhstan',
    'pakistan uzbekistan',
    'students pakistan',
    'transit afghanistan',
    'karachi port cargo',
    'border torkham'
  ]
  let followed = 0
  for (const text of texts)
    for (const { type, href } of (await search(test, q(text))).hits) {
      if (type !== 'series') continue
      const { data } = (await test.app.inject(href)).json()
      t.ok(data.length > 0, `${text}: ${href}`)
      followed++
    }
  t.ok(followed >= 15, `${followed} series`)
})

t.test('no series for one thing, for three places, or without figures', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  for (const text of [
    'kazakhstan',
    'trade',
    'goods trade',
    'pakistan kazakhstan uzbekistan',
    'students liechtenstein',
    'karachi trade'
  ])
    t.same((await search(test, `${q(text)}&type=series`)).hits, [], text)
})

const MISSPELT: Record<string, [first: string, word: string, better: string]> = {
  Kazakstan: ['country KAZ', 'kazakstan', 'kazakhstan'],
  Pakistn: ['country PAK', 'pakistn', 'pakistan'],
  Gwader: ['entity gwadar-port', 'gwader', 'gwadar'],
  Хазақстан: ['country KAZ', 'хазақстан', 'қазақстан'],
  'trade Kazakstan': ['series metric=goods_trade&subject=KAZ', 'kazakstan', 'kazakhstan']
}

for (const [text, [first, word, better]] of Object.entries(MISSPELT))
  t.test(`one typing error is forgiven and told: ${text}`, async (t) => {
    const test = await buildTestApp(t, { data: 'starter' })
    const { hits, warnings } = await search(test, q(text))
    t.equal(`${hits[0]?.type} ${hits[0]?.id}`, first)
    t.same(warnings, [
      'q: nothing was found as it is written; the answer is for ' +
        `"${better}" instead of "${word}".`
    ])
  })

t.test('a corrected search has pages as others have', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const right = await search(test, `${q('trade kazakhstan')}&limit=1000`)
  const ids: string[] = []
  let query: string | undefined = `${q('trade kazakstan')}&limit=2`
  while (query) {
    const page = await search(test, query)
    t.equal(page.warnings.length, 1, query)
    ids.push(...page.hits.map(({ type, id }) => `${type} ${id}`))
    query = page.links.next?.split('?')[1]
  }
  t.same(
    ids,
    right.hits.map(({ type, id }) => `${type} ${id}`)
  )
})

t.test('words of a revision that came later are known', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {})
  t.same((await search(test, 'q=torkhan')).hits, [])
  await insertRows(test.store, { entity: [{ id: 'torkham', kind: 'crossing', name: 'Torkham' }] })
  t.same((await search(test, 'q=torkhan')).hits, [
    {
      type: 'entity',
      id: 'torkham',
      name: 'Torkham',
      href: '/v1/entities/torkham',
      matched: 'torkham'
    }
  ])
})

t.test('type keeps hits of these types only', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const all = await search(test, 'q=exports&limit=1000')
  for (const types of [['metric'], ['source'], ['projection', 'metric'], ['country', 'entity']]) {
    const { hits } = await search(test, `q=exports&limit=1000&type=${types.join(',')}`)
    t.same(
      hits,
      all.hits.filter(({ type }) => types.includes(type)),
      types.join()
    )
  }
})

t.test('a period that nothing has with the other words is left out, and a warning', async (t) => {
  const test = await buildTestApp(t, { data: 'starter' })
  const told = (said: string, span: string) =>
    `q: nothing was found with ${said}, so the answer is for the other words. ` +
    `Add ${span} to the address of a series.`
  for (const [text, without, warnings] of [
    ['kazakhstan exports 1871', 'kazakhstan exports', [told('"1871"', 'from=1871&to=1871')]],
    [
      'exports July 1871 kazakhstan',
      'exports kazakhstan',
      [told('"July 1871"', 'from=July%201871&to=July%201871')]
    ],
    [
      'kazakhstan exports 1871–1872',
      'kazakhstan exports',
      [told('"1871", "1872"', 'from=1871&to=1872')]
    ],
    [
      'kazakhstan exprots 1871',
      'kazakhstan exports',
      [
        told('"1871"', 'from=1871&to=1871'),
        'q: nothing was found as it is written; the answer is for "exports" instead of "exprots".'
      ]
    ]
  ] as const) {
    const found = await search(test, `${q(text)}&total=true`)
    t.ok(found.hits.length > 0, `${text} finds something`)
    t.same([found.hits, found.warnings], [(await search(test, q(without))).hits, warnings], text)
  }
  for (const text of ['1871', '1871 1872'])
    t.same(await search(test, q(text)).then(({ hits, warnings }) => [hits, warnings]), [[], []])
  const dated = await search(test, q('Exports to Afghanistan in July 2023'))
  t.same([dated.hits[0]?.id, dated.warnings], ['app-afg-2023-07', []], 'a title has the month')
})

t.test('the metric that is called so comes before others with more figures', async (t) => {
  const test = await buildTestApp(t)
  await insertRows(test.store, {
    metric: [
      { id: 'gdp', name: 'Gross domestic product' },
      { id: 'gdp_constant', name: 'GDP at constant prices' }
    ],
    observation: [
      { metric: 'gdp', subject: 'KAZ', partner: null },
      ...['2021', '2022'].map((period) => ({
        id: `C${period}`,
        metric: 'gdp_constant',
        subject: 'KAZ',
        partner: null,
        period
      }))
    ]
  })
  for (const text of ['gdp kazakhstan', 'Kazakhstan GDP', 'kazakhstan gross domestic product'])
    t.equal((await search(test, q(text))).hits[0]?.id, 'metric=gdp&subject=KAZ', text)
})
