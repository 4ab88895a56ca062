// What the document says of answers is what the service sends: their headers, and the examples of
// problems.
import t from 'tap'
import { VERSION } from '../../src/version.ts'
import {
  absolute,
  csvReadsOf,
  documentOf,
  exampleUrl,
  feedsOf,
  geoReadsOf,
  operationsOf,
  readsOf,
  validatorOf
} from '../app/operations.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'

/**
 * Headers of which the document says when they are there; the others are sent with every answer.
 */
const DOCUMENTED = [
  'data-revision',
  'etag',
  'link',
  'location',
  'idempotency-replayed',
  'retry-after'
]

t.test('a read sends the headers that its answer has in the document, and no other', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const apart = [...(await csvReadsOf(app)), ...(await geoReadsOf(app)), ...(await feedsOf(app))]
  for (const operation of [...(await readsOf(app)), ...apart]) {
    // A CSV of all rows has no Link, for it has no pages.
    const url = exampleUrl(operation)
    const { headers } = await app.inject(url)
    const sent = DOCUMENTED.filter((name) => name in headers)
    const documented = Object.keys(operation.responses['200']?.headers ?? {})
    t.same(sent, documented.map((name) => name.toLowerCase()).sort(), url)
  }
})

t.test('a change sends the headers that its answer has in the document', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { headers: key } = await giveKey(store, { scope: 'admin' })
  const operations = await operationsOf(app)
  const expected = (operationId: string, status: string) =>
    Object.keys(
      operations.find((one) => one.operationId === operationId)?.responses[status]?.headers ?? {}
    )
      .map((name) => name.toLowerCase())
      .sort()
  const source = { id: 'desk', publisher: 'Desk', title: 'A title', kind: 'press' }
  const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, name: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { ...key, 'idempotency-key': name },
      ...(payload && { payload })
    })
  const requests = [
    ['createSource', 'POST', '/v1/sources', source],
    ['correctSource', 'PATCH', '/v1/sources/desk', { title: 'Another' }],
    ['withdrawSource', 'DELETE', '/v1/sources/desk?reason=done', undefined]
  ] as const
  for (const [operationId, method, url, payload] of requests) {
    const first = await send(method, url, operationId, payload)
    const again = await send(method, url, operationId, payload)
    const sent = { ...first.headers, ...again.headers }
    t.same(
      DOCUMENTED.filter((name) => name in sent).sort(),
      expected(operationId, String(first.statusCode)),
      operationId
    )
    t.equal(again.headers['idempotency-replayed'], 'true', operationId)
  }
})

t.test('the example of a problem has the status and the code of its answer', async (t) => {
  const { app } = await buildTestApp(t)
  const document = await documentOf(app)
  const ajv = validatorOf(document)
  const problem = absolute({ $ref: '#/components/schemas/Problem' })
  const { data: codes } = (await app.inject('/problems')).json()
  const statusOf = new Map(
    codes.map(({ code, status }: { code: string; status: number }) => [code, status])
  )
  const seen = new Set<string>()
  for (const { operationId, responses } of await operationsOf(app))
    for (const [status, { content }] of Object.entries(responses)) {
      if (Number(status) < 400) continue
      const example = content['application/problem+json']?.example as Record<string, unknown>
      t.ok(ajv.validate(problem, example), `${operationId} ${status}: ${ajv.errorsText()}`)
      t.same(
        [example['status'], statusOf.get(String(example['code']))],
        [Number(status), Number(status)],
        `${operationId} ${status}`
      )
      seen.add(status)
    }
  t.equal(seen.size, 15, 'statuses')
})

t.test('the examples of problems are what the service sends', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter' })
  const { responses } = (await documentOf(app)).components
  const { headers: admin } = await giveKey(store, { scope: 'admin' })
  const { headers: lesser } = await giveKey(store, { scope: 'import' })
  const json = { 'content-type': 'application/json' }
  const claim = {
    id: 'C0392',
    metric: 'goods_trade',
    subject: 'KAZ',
    partner: 'PAK',
    bound: 'exact',
    text: '1',
    value: 1,
    source: 'inform-kaz-2023'
  }
  const add = { method: 'POST', url: '/v1/observations', headers: { ...admin, ...json } } as const
  const requests = {
    BadRequest: { url: '/v1/observations?limit=0' },
    Unauthorized: { method: 'DELETE', url: '/v1/sources/spare?reason=x' },
    Forbidden: { method: 'DELETE', url: '/v1/metrics/goods_trade?reason=x', headers: lesser },
    NotFound: { url: '/v1/metrics/goods_trad' },
    NotAcceptable: { url: '/v1/metrics', headers: { accept: 'text/html' } },
    Conflict: { ...add, payload: JSON.stringify(claim) },
    PreconditionFailed: {
      method: 'PATCH',
      url: '/v1/observations/C0392',
      headers: { ...admin, ...json, 'if-match': 'W/"old"' },
      payload: '{"note":"a"}'
    },
    ContentTooLarge: { ...add, payload: JSON.stringify({ note: 'x'.repeat(1024 * 1024) }) },
    UnsupportedMediaType: {
      ...add,
      headers: { ...admin, 'content-type': 'text/xml' },
      payload: '<a/>'
    },
    UnprocessableContent: { ...add, payload: JSON.stringify({ ...claim, bound: 'roughly' }) }
  } as const
  for (const [name, request] of Object.entries(requests)) {
    const sent = (await app.inject(request)).json()
    const example = responses[name]?.content['application/problem+json']?.example
    t.same({ ...sent, instance: '' }, { ...example, instance: '' }, name)
  }
})

t.test('clients have an address to call; Swagger UI calls the service it comes from', async (t) => {
  const { app } = await buildTestApp(t)
  const { servers, info } = (await app.inject('/openapi.json')).json()
  const shown = (await app.inject('/docs/json')).json()
  t.equal(info.version, VERSION)
  t.notOk(info.description.includes(info.summary), 'Swagger UI shows both, one after the other')
  t.same(
    servers.map(({ url }: { url: string }) => url),
    ['http://localhost:3000', '/']
  )
  t.same(shown.servers, servers.toReversed())

  const settings = { PUBLIC_URL: 'https://metrics.example' }
  const published = (await buildTestApp(t, { settings })).app
  const document = (await published.inject('/openapi.json')).json()
  t.same(document.servers, [
    { url: 'https://metrics.example', description: 'The public address of the service' },
    servers[1]
  ])
})
