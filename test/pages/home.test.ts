import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { insertRows } from '../helpers/rows.ts'

/** What the page says it holds. */
async function counts(app: FastifyInstance): Promise<Record<string, string>> {
  const { body } = await app.inject('/')
  return Object.fromEntries(
    [...body.matchAll(/<dd>([^<]*)<\/dd><dt>([^<]*)<\/dt>/g)].map(([, count, noun]) => [
      noun,
      count
    ])
  )
}

t.test('200 with how much there is now', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{}, { id: 'tariffs' }],
    source: [{}, { id: 'a-report' }, { id: 'a-book' }],
    observation: [
      { id: 'C0001' },
      { id: 'C0002', metric: 'tariffs' },
      { id: 'C0003', subject: 'karachi-port' }
    ]
  })
  t.same(await counts(app), { metrics: '2', observations: '3', sources: '3', countries: '4' })
})

t.test('200 before any data', async (t) => {
  const { app } = await buildTestApp(t)
  t.same(await counts(app), { metrics: '0', observations: '0', sources: '0', countries: '0' })
})

t.test('200 with the holdings of the starter data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  t.same(await counts(app), {
    metrics: '52',
    observations: '1,745',
    sources: '491',
    countries: '249'
  })
})

t.test('200 as a page that may load nothing but its own style and the icon', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/')
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(response.body) ?? []
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'text/html; charset=utf-8')
  t.equal(
    response.headers['content-security-policy'],
    `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; img-src ` +
      "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  )
  t.notMatch(response.body, /<script|<img|style="|\son[a-z]+=/)
})

t.test('200 with a request to copy that gives an answer', async (t) => {
  const PUBLIC_URL = 'https://metrics.example:8080'
  const { app } = await buildTestApp(t, { data: 'starter', settings: { PUBLIC_URL } })
  const { body } = await app.inject('/')
  const [, request = ''] = /<pre>curl '([^']*)'<\/pre>/.exec(body) ?? []
  const url = new URL(request.replaceAll('&#38;', '&'))
  t.equal(url.origin, PUBLIC_URL)
  t.equal((await app.inject(`${url.pathname}${url.search}`)).json().meta.count, 2)
})

t.test('200 with links that lead somewhere', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { body } = await app.inject('/')
  const links = [...body.matchAll(/href="([^"]*)"/g)].map(([, link = '']) =>
    link.replaceAll('&#38;', '&')
  )
  t.ok(links.includes('/docs') && links.includes('/v1') && links.includes('/openapi.json'))
  for (const link of links) t.ok((await app.inject(link)).statusCode < 400, link)
})

t.test('200 without anything of what a client says about the address', async (t) => {
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'javascript',
    forwarded: 'host=evil.example;proto=javascript'
  }
  for (const PUBLIC_URL of ['', 'https://metrics.example']) {
    const settings = { PUBLIC_URL, TRUST_PROXY: '127.0.0.1' }
    const { app } = await buildTestApp(t, { settings })
    const plain = await app.inject('/')
    const { statusCode, body } = await app.inject({ url: '/', headers: forged })
    t.equal(statusCode, 200)
    t.equal(body, plain.body)
    t.ok(body.includes(`<pre>curl '${PUBLIC_URL || 'http://localhost:3000'}/v1/`))
  }
})

t.test('304 for the tag it came with, 200 after an import', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const first = await app.inject('/')
  const tag = String(first.headers['etag'])
  t.match(tag, /^W\/"[\w-]+"$/)
  t.equal(
    first.headers['cache-control'],
    'public, max-age=60, s-maxage=60, stale-while-revalidate=300'
  )

  const again = await app.inject({ url: '/', headers: { 'if-none-match': tag } })
  t.same(
    { status: again.statusCode, body: again.body, tag: again.headers['etag'] },
    { status: 304, body: '', tag }
  )

  await insertRows(store, { observation: [{}] })
  const later = await app.inject({ url: '/', headers: { 'if-none-match': tag } })
  t.equal(later.statusCode, 200)
  t.not(later.headers['etag'], tag)
})

t.test('406 for a client that takes no page', async (t) => {
  const { app } = await buildTestApp(t)
  expectProblem(
    t,
    await app.inject({ url: '/', headers: { accept: 'application/json' } }),
    'not_acceptable',
    {
      errors: [
        {
          pointer: '/header/accept',
          message: 'None of the accepted types can be served.',
          allowed: ['text/html']
        }
      ]
    }
  )
})
