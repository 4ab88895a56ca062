import t from 'tap'
import { escapeHtml, renderText } from '../../src/pages/html.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

/** What Firefox sends for an address that somebody typed. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const PAGE = 'text/html; charset=utf-8'
const PROBLEM = 'application/problem+json; charset=utf-8'

t.test('404 as a page in a browser', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { metric: [{}] })
  const get = (url: string) => app.inject({ url, headers: { accept: BROWSER } })
  const metric = await get('/v1/metrics/good_trade')
  t.same([metric.statusCode, metric.headers['content-type']], [404, PAGE])
  t.match(metric.headers['content-security-policy'], /^default-src 'none'; style-src 'sha256-/)
  t.match(metric.body, '<h1>There is nothing at this address</h1>')
  t.match(metric.body, 'No metric has the id &#34;good_trade&#34;. Similar ids: goods_trade.')
  const nothing = await get('/nothing/<b>')
  t.same([nothing.statusCode, nothing.headers['content-type']], [404, PAGE])
  t.notMatch(nothing.body, '<b>', 'what the address has is never HTML')
  t.equal((await get('/problems/nothing')).headers['content-type'], PAGE)
})

t.test('400 as a page in a browser: every reason, and a request that works', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const url = '/v1/observations?colour=red&from=32.13.2023'
  const { statusCode, headers, body } = await app.inject({ url, headers: { accept: BROWSER } })
  t.same([statusCode, headers['content-type'], headers['cache-control']], [400, PAGE, 'no-store'])
  const { detail, errors, try: works } = (await app.inject(url)).json()
  t.equal(errors.length, 2)
  const texts = [detail, ...errors.map(({ message }: { message: string }) => message)]
  for (const text of texts) t.match(body, renderText(text))
  t.match(body, `<p>This works: <a href="${escapeHtml(works)}">`)
  t.match(body, '<a href="/problems/invalid_parameter">')
})

t.test('404 as a problem document for every program', async (t) => {
  const { app } = await buildTestApp(t)
  for (const accept of [
    '*/*',
    'application/json',
    'application/json, text/plain, */*',
    'text/html',
    undefined
  ]) {
    const headers = accept === undefined ? {} : { accept }
    const { headers: answered, statusCode } = await app.inject({ url: '/v1/nothing', headers })
    t.same([statusCode, answered['content-type']], [404, PROBLEM], String(accept))
  }
  const posted = { method: 'POST', url: '/v1/nothing', headers: { accept: BROWSER } } as const
  t.equal((await app.inject(posted)).headers['content-type'], PROBLEM, 'nor for a write')
})
