import t from 'tap'
import { PROBLEMS, type ProblemCode } from '../../src/http/problems.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

t.test('200 with every code and what it means', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/problems')
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
  t.same(response.json(), { data: CODES.map((code) => ({ code, ...PROBLEMS[code] })) })
})

t.test('200 as a page for browsers, with a link to each', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject({
    url: '/problems',
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  })
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
  t.match(response.headers['content-security-policy'], /^default-src 'none'; style-src 'sha256-/)
  const links = [...response.body.matchAll(/href="\/problems\/([a-z_]+)"/g)].map(([, code]) => code)
  t.same(links, CODES)
})

t.test('400 for any parameter', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/problems?status=400'), 'unknown_parameter', {
    detail: `/query/status: ${message}`,
    errors: [{ pointer: '/query/status', message, allowed: [] }]
  })
})
