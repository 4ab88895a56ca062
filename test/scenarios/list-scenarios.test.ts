import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows, RECORDED_AT } from '../helpers/rows.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

const LICENSE = 'MIT: names and definitions are the words of this project.'

t.test('200 with every field, by id', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    scenario: [{ id: 'b-plan', name: 'B', description: 'The second.' }, { id: 'a-plan' }]
  })
  const response = await app.inject('/v1/scenarios')
  t.equal(response.statusCode, 200)
  t.same(response.json(), {
    data: [
      { id: 'a-plan', name: 'Official target', description: 'A goal set by a government.' },
      { id: 'b-plan', name: 'B', description: 'The second.' }
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
    links: { self: '/v1/scenarios', next: null }
  })
})

t.test('200 empty before any data', async (t) => {
  const { app } = await buildTestApp(t)
  t.same((await app.inject('/v1/scenarios')).json(), {
    data: [],
    meta: {
      revision: 0,
      updated_at: null,
      license: LICENSE,
      warnings: [],
      count: 0,
      total: null,
      next_cursor: null
    },
    links: { self: '/v1/scenarios', next: null }
  })
})

t.test('200 in pages, each scenario once', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { scenario: ['c', 'a', 'e', 'b', 'd'].map((id) => ({ id })) })
  const pages: string[][] = []
  for (let next: string | null = '/v1/scenarios?limit=2'; next !== null; ) {
    const { data, links }: Page = (await app.inject(next)).json()
    pages.push(data.map(({ id }) => id))
    next = links.next
  }
  t.same(pages, [['a', 'b'], ['c', 'd'], ['e']])
})

t.test('400 for a parameter that is not there', async (t) => {
  const { app } = await buildTestApp(t)
  const message =
    'There is no parameter of this name; the parameters are ' +
    'cursor, decimal, dialect, fields, format, limit, total.'
  expectProblem(t, await app.inject('/v1/scenarios?q=ties'), 'unknown_parameter', {
    detail: `/query/q: ${message}`,
    errors: [
      {
        pointer: '/query/q',
        message,
        allowed: ['cursor', 'decimal', 'dialect', 'fields', 'format', 'limit', 'total']
      }
    ]
  })
})
