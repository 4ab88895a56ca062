import t from 'tap'
import { PROBLEMS, type ProblemCode } from '../../src/http/problems.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

t.test('200 for the type of every problem', async (t) => {
  const { app } = await buildTestApp(t)
  for (const code of CODES) {
    const response = await app.inject(`/problems/${code}`)
    t.equal(response.statusCode, 200)
    t.same(response.json(), { data: { code, ...PROBLEMS[code] } })
  }
})

t.test('200 where the type of a real problem leads', async (t) => {
  const { app } = await buildTestApp(t)
  const { type, title, status } = (await app.inject('/v1/metrics?limit=0')).json()
  const { data } = (await app.inject(type)).json()
  t.same(
    { title: data.title, status: data.status, code: data.code },
    { title, status, code: 'invalid_parameter' }
  )
})

t.test('200 as a page for browsers', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject({
    url: '/problems/url_too_long',
    headers: { accept: 'text/html' }
  })
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
  t.match(response.headers['content-security-policy'], /^default-src 'none'; style-src 'sha256-/)
  t.match(response.body, '<title>The address is too long</title>')
  t.match(response.body, 'The path and the query together may have at most 4,096 characters.')
})

t.test('404 with near codes for an unknown one', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'No problem has the code "invalid_cursors". GET /problems lists them.'
  expectProblem(t, await app.inject('/problems/invalid_cursors'), 'not_found', {
    detail: message,
    errors: [
      { pointer: '/path/code', message, allowed: ['invalid_cursor', 'invalid_json', 'invalid_url'] }
    ]
  })
})

t.test('404 for the names every object has', async (t) => {
  const { app } = await buildTestApp(t)
  for (const code of ['constructor', '__proto__', 'toString']) {
    expectProblem(t, await app.inject(`/problems/${code}`), 'not_found', {
      errors: [
        {
          pointer: '/path/code',
          message: `No problem has the code "${code}". GET /problems lists them.`,
          allowed: []
        }
      ]
    })
  }
})

t.test('404 as a page for browsers, with the code as text', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject({
    url: '/problems/%3Cscript%3E',
    headers: { accept: 'text/html, */*;q=0.8' }
  })
  t.same([response.statusCode, response.headers['content-type']], [404, 'text/html; charset=utf-8'])
  t.match(response.body, 'No problem has the code &#34;&#60;script&#62;&#34;.')
})

t.test('308 to the list for an empty code', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers } = await app.inject('/problems/')
  t.same([statusCode, headers.location], [308, '/problems'])
})

t.test('400 for any parameter', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/problems/not_found?lang=ru'), 'unknown_parameter', {
    detail: `/query/lang: ${message}`,
    errors: [{ pointer: '/query/lang', message, allowed: [] }]
  })
})
