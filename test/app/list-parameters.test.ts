// Lists as the clients of other languages write them: all ways have one answer.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { runs, someOf } from '../helpers/random.ts'
import { testEvery } from '../helpers/test-every.ts'
import { examplePath, readsOf } from './operations.ts'

/** How clients write `name=a,b`, by the clients that do so. */
const WAYS: Record<string, (name: string, values: string[]) => string> = {
  'URLSearchParams of a joined list': (name, values) =>
    new URLSearchParams({ [name]: values.join() }).toString(),
  'openapi-fetch, requests, urlencode(doseq=True)': (name, values) =>
    values.map((value) => `${name}=${value}`).join('&'),
  'axios, PHP, Rails': (name, values) => values.map((value) => `${name}[]=${value}`).join('&'),
  'jQuery, which encodes the brackets': (name, values) =>
    values.map((value) => `${name}%5B%5D=${value}`).join('&'),
  'qs with indices': (name, values) =>
    values.map((value, index) => `${name}[${index}]=${value}`).join('&'),
  'all of them mixed': (name, [first = '', ...others]) =>
    [`${name}=${first}`, ...others.map((value) => `${name}%5B%5D=${value}`)].join('&')
}

testEvery('every list of every operation takes all ways, with one answer', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  // CSV takes the same parameters by the same code.
  for (const operation of someOf(await readsOf(app), 10)) {
    const { parameters } = operation
    const required = parameters.filter((one) => one.in === 'query' && one.required)
    const base = required.map(({ name, example }) => `${name}=${example}&`).join('')
    const lists = parameters.filter(
      ({ name, schema }) => schema.type === 'array' && name !== 'fields'
    )
    for (const { name, example } of lists.slice(0, runs(2, lists.length))) {
      const values = [example].flat().map(String)
      const path = examplePath(operation)
      const plain = await app.inject(`${path}?${base}${name}=${values.join()}`)
      every.equal(plain.statusCode, 200, `${path} ${name}`)
      for (const [client, write] of Object.entries(WAYS)) {
        const other = await app.inject(`${path}?${base}${write(name, values)}`)
        every.same(
          [other.statusCode, other.body, other.headers['etag'], other.headers['link']],
          [200, plain.body, plain.headers['etag'], plain.headers['link']],
          `${path} ${name} as ${client}`
        )
      }
    }
  }
})

t.test('a cursor goes on in any way of writing', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { links } = (
    await app.inject('/v1/observations?limit=1&metric[]=goods_trade,goods_exports')
  ).json()
  t.match(links, {
    self: '/v1/observations?limit=1&metric=goods_trade,goods_exports',
    next: /^\/v1\/observations\?limit=1&metric=goods_trade,goods_exports&cursor=[\w-]+$/
  })
  const cursor = links.next.split('cursor=')[1]
  const second = await app.inject(links.next)
  const repeated = `/v1/observations?metric=goods_trade&metric=goods_exports&limit=1&cursor=${cursor}`
  const other = await app.inject(repeated)
  t.equal(second.statusCode, 200)
  t.same(other.json().data, second.json().data)
})

t.test('400 for more than 50 values in all, however they are written', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'The list has 51 values; at most 50 are allowed.'
  const allowed = ['at most 50 values separated by commas']
  const values = Array.from({ length: 51 }, (_, index) => `m${index}`)
  const half = `${values.slice(0, 25).join()}&metric[]=${values.slice(25).join()}`
  for (const query of [`metric=${half}`, values.map((value) => `metric=${value}`).join('&')])
    expectProblem(t, await app.inject(`/v1/observations?${query}`), 'invalid_parameter', {
      errors: [{ pointer: '/query/metric', message, allowed }]
    })
})

t.test('400 for a parameter that takes one value and is given twice', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'This parameter is given more than once; give it only once.'
  for (const query of ['limit=1&limit=2', 'limit[]=1&limit[]=2', 'limit=1&limit%5B0%5D=1']) {
    const response = await app.inject(`/v1/metrics?${query}`)
    expectProblem(t, response, 'invalid_parameter', {
      errors: [{ pointer: '/query/limit', message, allowed: ['a whole number from 1 to 1000'] }]
    })
    t.equal(response.json().try, '/v1/metrics?limit=100')
  }
})

t.test('400 for an empty value of a repeated list', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(t, await app.inject('/v1/observations?metric=a&metric='), 'invalid_parameter', {
    errors: [
      {
        pointer: '/query/metric',
        message: 'The list has an empty value.',
        allowed: ['ids separated by single commas']
      }
    ]
  })
})
