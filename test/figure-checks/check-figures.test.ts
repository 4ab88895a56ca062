// POST /v1/check: many figures at once, good and bad ones, and bad bodies.
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { withdraw } from '../helpers/changes.ts'
import { contentsOf } from '../helpers/contents.ts'
import { expectProblem } from '../helpers/problem.ts'
import { RECORDED_AT } from '../helpers/rows.ts'
import { buildChecks, type Service } from './service.ts'

const GOOD = { metric: 'goods_trade', subject: 'PAK', partner: 'KAZ', period: '2023', value: 4e8 }

function post({ app }: Service, payload: InjectOptions['payload'], url = '/v1/check') {
  const headers = { 'content-type': 'application/json' }
  return app.inject({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) })
}

t.test('each figure in its place, as GET answers it, and a problem for a bad one', async (t) => {
  const service = await buildChecks(t)
  const { value: _, ...thing } = GOOD
  const checks = [
    { ...GOOD, value: '52500000' },
    { ...GOOD, metric: 'goods_trad' },
    { ...thing, stated: '$400 million' },
    { ...thing },
    { ...GOOD, unit: 'million_USD', value: 400 },
    { ...GOOD, period: 'soon' }
  ]
  const response = await post(service, { checks })
  t.equal(response.statusCode, 200)
  const { data, meta } = response.json()
  const alone = async (query: Parameters<Service['ask']>[0]) =>
    (await service.ask(query)).json().data
  const refused = (
    index: number,
    name: string,
    code: string,
    message: string,
    allowed: string[]
  ) => {
    const pointer = `/body/checks/${index}/${name}`
    const errors = [{ pointer, message, allowed }]
    return { index, check: null, problem: { code, detail: `${pointer}: ${message}`, errors } }
  }
  const forms =
    'a year, month, day or period such as 2024, 2024-10, 2024-10-07, 2024-Q3, 2023-07-01/P1Y or ' +
    'FY2024'
  t.same(data, [
    { index: 0, check: await alone({ value: '52500000' }), problem: null },
    refused(
      1,
      'metric',
      'unknown_id',
      'No metric has the id "goods_trad". Similar ids: goods_trade.',
      ['goods_trade']
    ),
    { index: 2, check: await alone({ stated: '$400 million' }), problem: null },
    refused(
      3,
      'stated',
      'invalid_parameter',
      'Give the figure to check: `stated` as it was printed, or `value` in USD.',
      ['stated as printed', 'value in USD']
    ),
    { index: 4, check: await alone({ value: '400', unit: 'million_USD' }), problem: null },
    refused(5, 'period', 'invalid_parameter', `Expected ${forms}, found "soon".`, [forms])
  ])
  t.same([meta.revision, meta.updated_at, meta.warnings], [1, RECORDED_AT, []])
})

t.test('100 figures, and not 101', async (t) => {
  const service = await buildChecks(t)
  const full = await post(service, { checks: Array(100).fill(GOOD) })
  t.same([full.statusCode, full.json().data.length], [200, 100])
  const more = await post(service, { checks: Array(101).fill(GOOD) })
  t.same([more.statusCode, more.json().errors[0].pointer], [422, '/body/checks'])
  const none = await post(service, { checks: [] })
  t.same([none.statusCode, none.json().errors[0].pointer], [422, '/body/checks'])
})

t.test('bodies that are no questions', async (t) => {
  const service = await buildChecks(t)
  const pointers = async (payload: object) => {
    const { status, errors } = (await post(service, payload)).json()
    return [status, ...errors.map(({ pointer }: { pointer: string }) => pointer)]
  }
  t.same(await pointers({ checks: [{ ...GOOD, years: 1 }] }), [422, '/body/checks/0/years'])
  t.same(await pointers({ checks: [GOOD], more: 1 }), [422, '/body/more'])
  t.same(await pointers({ checks: [{ ...GOOD, value: null }] }), [422, '/body/checks/0/value'])
  t.same(await pointers({ checks: [GOOD, { ...GOOD, subject: 5 }] }), [
    422,
    '/body/checks/1/subject'
  ])
  t.same(await pointers({ checks: GOOD }), [422, '/body/checks'])
  t.same(await pointers({}), [422, '/body/checks'])
})

t.test('bodies that cannot be read', async (t) => {
  const service = await buildChecks(t)
  const status = async (options: InjectOptions) =>
    (await service.app.inject({ method: 'POST', url: '/v1/check', ...options })).statusCode
  const json = { 'content-type': 'application/json' }
  t.equal(await status({ headers: json, payload: '{"checks": [' }), 400)
  t.equal(await status({ headers: json, payload: '' }), 422)
  t.equal(await status({ headers: { 'content-type': 'text/plain' }, payload: 'x' }), 415)
  const large = JSON.stringify({ checks: [{ ...GOOD, stated: 'x'.repeat(65 * 1024) }] })
  t.equal(await status({ headers: json, payload: large }), 413)
})

t.test('no key is needed, and nothing is changed', async (t) => {
  const service = await buildChecks(t)
  const before = await contentsOf(service.store)
  await post(service, { checks: [GOOD, { ...GOOD, metric: 'new' }] })
  t.same(await contentsOf(service.store), before)
})

t.test('as_of is a parameter, and no other one is', async (t) => {
  const service = await buildChecks(t)
  const before = (await post(service, { checks: [GOOD] })).json()
  await withdraw(service.store, 'observation', 'C01')
  const at = `/v1/check?as_of=${RECORDED_AT}`
  t.same((await post(service, { checks: [GOOD] }, at)).json(), before)
  t.equal((await post(service, { checks: [GOOD] })).json().data[0].check.verdict, 'outside_all')
  const response = await post(service, { checks: [GOOD] }, '/v1/check?limit=5')
  expectProblem(t, response, 'unknown_parameter', { errors: response.json().errors })
})

t.test('pages of other sites may ask by POST where nothing is changed', async (t) => {
  const { app } = await buildChecks(t)
  const asked = async (url: string) => {
    const headers = {
      origin: 'https://example.org',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type'
    }
    const { statusCode, headers: sent } = await app.inject({ method: 'OPTIONS', url, headers })
    return [statusCode, sent['access-control-allow-methods']]
  }
  t.same(await asked('/v1/check'), [204, 'GET, HEAD, POST'])
})

t.test('CORS_WRITE=off keeps the question, and no changes', async (t) => {
  const { app } = await buildTestApp(t, { settings: { CORS_WRITE: 'off' } })
  const asked = async (url: string) => {
    const headers = {
      origin: 'https://example.org',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type'
    }
    const { headers: sent } = await app.inject({ method: 'OPTIONS', url, headers })
    return sent['access-control-allow-methods']
  }
  t.equal(await asked('/v1/check'), 'GET, HEAD, POST')
  t.equal(await asked('/v1/observations'), 'GET, HEAD')
})

t.test('other methods are 405 with those that work', async (t) => {
  const { app } = await buildChecks(t)
  for (const method of ['PUT', 'PATCH', 'DELETE'] as const) {
    const response = await app.inject({ method, url: '/v1/check' })
    t.same([response.statusCode, response.headers['allow']], [405, 'GET, HEAD, OPTIONS, POST'])
  }
})

// The rest leads a reader astray.

t.test('a fiscal year without its months is warned of here too', async (t) => {
  const service = await buildChecks(t)
  const { meta } = (await post(service, { checks: [{ ...GOOD, period: 'FY2024' }] })).json()
  t.same(meta.warnings, [
    'checks/0: period: FY2024 is read as July 2023 to June 2024; a fiscal year from another month ' +
      'names its months, as in FY2024 (Sep–Aug).'
  ])
})

t.test('small numbers are numbers', async (t) => {
  const service = await buildChecks(t)
  const { data } = (await post(service, { checks: [{ ...GOOD, value: 0.000_000_5 }] })).json()
  t.equal(data[0].problem, null)
})
