// Citations of series: the rule and the span that chose the points, and the sources of the points.
import t from 'tap'
import EXAMPLES from '../../src/citations/examples.json' with { type: 'json' }
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const SERIES = '/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01'

t.test('200 in each style, as the document shows it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [style, shown] of Object.entries(EXAMPLES.series)) {
    const { statusCode, body } = await app.inject(`${SERIES}/citation?style=${style}`)
    t.equal(statusCode, 200, style)
    t.same(typeof shown === 'string' ? body : JSON.parse(body), shown, style)
  }
})

t.test('rule and span stand in the title, the key and the address, which answers', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const url = `${SERIES}/citation?rule=latest_published&from=2024&to=2025-12&style=csl-json`
  const [item] = (await app.inject(url)).json()
  t.equal(
    item.title,
    'Goods trade turnover, Pakistan–Kazakhstan, calendar years, by the rule latest_published, ' +
      'from 2024-01-01 to 2025-12-31'
  )
  t.equal(
    item.id,
    'corridor-goods_trade:PAK:KAZ::::P1Y-01-latest_published-from:2024-01-01-to:2025-12-31-r1'
  )
  const query = 'rule=latest_published&from=2024-01-01&to=2025-12-31&as_of=1'
  t.equal(item.URL, `http://localhost:3000${SERIES}?${query}`)
  const { data, meta } = (await app.inject(`${SERIES}?${query}`)).json()
  t.match([data.rule, data.points.length, meta.revision], ['latest_published', 1, 1])
})

t.test('at most ten sources are named, and documents that look alike are counted', async (t) => {
  const { app, store } = await buildTestApp(t)
  const numbers = Array.from({ length: 13 }, (_, index) => index)
  await insertRows(store, {
    source: numbers.map((number) => ({
      id: `paper-${number}`,
      publisher: `Paper ${Math.min(number, 11)}`,
      published: number === 0 ? null : '2025-02'
    })),
    observation: numbers.map((number) => ({
      id: `C${1000 + number}`,
      period: `${2010 + number}`,
      source: `paper-${number}`
    }))
  })
  const { data } = (await app.inject('/v1/observations?limit=1')).json()
  const one = (await app.inject(`/v1/observations/${data[0].id}`)).json().data.series
  const { body } = await app.inject(`/v1/series/${one}/citation`)
  t.match(
    body,
    'It has 13 points, 2010 to 2022. Sources of its points, the newest first: Paper 11, 2025 ' +
      '(2 documents); Paper 10, 2025; Paper 9, 2025; Paper 8, 2025; Paper 7, 2025; Paper 6, 2025; ' +
      'Paper 5, 2025; Paper 4, 2025; Paper 3, 2025; Paper 2, 2025; and 2 more. Licence: '
  )
  const none = await app.inject(`/v1/series/${one}/citation?from=1990&to=1991`)
  t.match(none.body, 'It has no points.')
})

t.test('400 and 404 as for the series itself, with citations that work', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const refused: [query: string, pointer: string][] = [
    ['rule=best', '/query/rule'],
    ['rule=source:nope', '/query/rule'],
    ['from=2025&to=2024', '/query/from'],
    ['latest=1', '/query/latest'],
    ['transform=pch', '/query/transform']
  ]
  for (const [query, pointer] of refused) {
    const { status, errors } = (await app.inject(`${SERIES}/citation?${query}`)).json()
    t.same([status, errors[0].pointer], [400, pointer], query)
  }
  const problem = (await app.inject(`${SERIES.replace('P1Y-01', 'P1Y-03')}/citation`)).json()
  t.equal(problem.status, 404)
  t.equal(problem.errors[0].allowed[0], `${SERIES}/citation`)
  t.equal(problem.try, `${SERIES}/citation`)
  t.equal((await app.inject(problem.try)).statusCode, 200)
  t.equal((await app.inject('/v1/series/nothing/citation')).json().status, 404)
})
