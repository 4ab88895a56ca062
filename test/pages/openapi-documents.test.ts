import t from 'tap'
import { parse } from 'yaml'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const TYPES = {
  '/openapi.json': 'application/json; charset=utf-8',
  '/openapi.yaml': 'application/yaml; charset=utf-8',
  // The document that Swagger UI reads.
  '/docs/json': 'application/json; charset=utf-8'
}

t.test('200 with the same OpenAPI 3.1 document in both forms', async (t) => {
  const { app } = await buildTestApp(t)
  const json = (await app.inject('/openapi.json')).json()
  t.match(json.openapi, /^3\.1\.\d+$/)
  t.ok(json.paths['/v1/observations'].get)
  t.same(parse((await app.inject('/openapi.yaml')).body), json)
})

for (const [url, type] of Object.entries(TYPES)) {
  t.test(`200 at ${url}, for anybody to store`, async (t) => {
    const { app } = await buildTestApp(t)
    const { statusCode, headers } = await app.inject(url)
    t.equal(statusCode, 200)
    t.equal(headers['content-type'], type)
    t.equal(headers['cache-control'], 'public, max-age=60, s-maxage=60, stale-while-revalidate=300')
    t.equal(headers['access-control-allow-origin'], '*')
  })

  t.test(`304 at ${url} for its tag, whatever the data`, async (t) => {
    const { app, store } = await buildTestApp(t)
    const tag = String((await app.inject(url)).headers['etag'])
    t.match(tag, /^W\/"[\w-]+"$/)
    await insertRows(store, {})
    const again = await app.inject({ url, headers: { 'if-none-match': tag } })
    t.same(
      { status: again.statusCode, body: again.body, tag: again.headers['etag'] },
      { status: 304, body: '', tag }
    )
  })

  t.test(`the same bytes at ${url} each time`, async (t) => {
    const { app } = await buildTestApp(t)
    t.equal((await app.inject(url)).body, (await app.inject(url)).body)
  })
}
