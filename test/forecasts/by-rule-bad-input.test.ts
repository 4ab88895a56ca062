// What is refused of `by` and `rule`, with a request that works.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

const FORECASTS = '/v1/forecasts?metric=goods_trade'

t.test('400 for a rule of an unknown source, with near ones', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { source: [{ id: 'a-paper' }, { id: 'bureau' }], observation: [{}] })
  const response = await app.inject(`${FORECASTS}&rule=source:a-papr`)
  const message = 'No source has the id "a-papr". Similar ids: a-paper.'
  expectProblem(t, response, 'unknown_id', {
    detail: `/query/rule: ${message}`,
    errors: [{ pointer: '/query/rule', message, allowed: ['source:a-paper'] }]
  })
  const { try: works } = response.json()
  t.equal(works, `${FORECASTS}&rule=source:a-paper`)
  t.equal((await app.inject(works)).statusCode, 200)
})

t.test('400 for a rule of several sources', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const response = await app.inject(`${FORECASTS}&rule=source:a-paper,source:b-paper`)
  t.same([response.statusCode, response.json().errors[0].pointer], [400, '/query/rule'])
})

t.test('400 for a rule beside by=author: one of the two', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{}] })
  const message =
    'A rule chooses among the figures of all authors, and by=author keeps the authors apart. ' +
    'Leave one of the two out. With by=author, `source` chooses documents.'
  for (const rule of ['preferred', 'median', 'source:a-paper']) {
    const response = await app.inject(`${FORECASTS}&by=author&rule=${rule}&horizon=2`)
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/rule: ${message}`,
      errors: [{ pointer: '/query/rule', message, allowed: ['by=rule'] }]
    })
    const works: string = response.json().try
    t.match(works, /[?&]by=rule(&|$)/)
    t.match(works, `rule=${rule}`)
    const again = (await app.inject(works)).json()
    t.same(
      again.data.map((row: { rule: string }) => row.rule),
      [rule]
    )
  }
  t.equal((await app.inject(`${FORECASTS}&by=author`)).statusCode, 200)
})

t.test('400 for a source without a claim of the metric, by rule and by filter', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'goods_exports' }],
    source: [{}, { id: 'b-paper' }],
    observation: [
      { id: 'C1', period: '2023' },
      { id: 'C2', metric: 'goods_exports', source: 'b-paper' }
    ]
  })
  const works = '/v1/forecasts?metric=goods_trade&subject=PAK&partner=KAZ'
  const message = `goods_trade has no series that all filters allow. A request that works: GET ${works}.`
  for (const query of [
    'rule=source:b-paper',
    'source=b-paper',
    'rule=source:a-paper&source=b-paper',
    'rule=source:b-paper&source=a-paper'
  ]) {
    const response = await app.inject(`${FORECASTS}&${query}`)
    expectProblem(t, response, 'invalid_parameter', {
      detail: `/query/metric: ${message}`,
      errors: [{ pointer: '/query/metric', message, allowed: [`GET ${works}`] }]
    })
    t.equal(response.json().try, works, query)
  }
})

t.test('400 for a cursor of author series, of another rule, or of none', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    observation: ['2023', '2023-07', '2023-Q1'].map((period) => ({ id: `C${period}`, period }))
  })
  const cursorOf = async (query: string): Promise<string> =>
    (await app.inject(`${FORECASTS}${query}&limit=1`)).json().links.next.split('cursor=')[1]
  const cursor = await cursorOf('&rule=median')
  t.equal((await app.inject(`${FORECASTS}&rule=median&cursor=${cursor}`)).statusCode, 200)
  const [version, question] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  const made = (...key: unknown[]) =>
    Buffer.from(JSON.stringify([version, question, key])).toString('base64url')
  const keys = [[3, 'a'], ['PAK'], ['PAK', 'KAZ', null], ['PAK', 'KAZ', null, null, null, null]]
  for (const query of [
    `cursor=${cursor}`,
    `by=author&cursor=${cursor}`,
    `rule=preferred&cursor=${cursor}`,
    `cursor=${await cursorOf('&by=author')}`,
    ...keys.map((key) => `rule=median&cursor=${made(...key)}`)
  ]) {
    const response = await app.inject(`${FORECASTS}&${query}`)
    t.same([response.statusCode, response.json().code], [400, 'invalid_cursor'], query)
  }
})
