import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'

t.test('200 with the icon, at its own address and by the one that browsers ask for', async (t) => {
  const { app } = await buildTestApp(t)
  const icon = await app.inject('/favicon.svg')
  t.same([icon.statusCode, icon.headers['content-type']], [200, 'image/svg+xml'])
  t.match(icon.body, /^<svg .*<\/svg>\n$/)
  const asked = await app.inject('/favicon.ico')
  t.same([asked.statusCode, asked.headers.location], [308, '/favicon.svg'])
})

t.test('200 with the rules for crawlers: pages, but no answers of the API', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers, body } = await app.inject('/robots.txt')
  t.same(
    [statusCode, headers['content-type'], body],
    [200, 'text/plain; charset=utf-8', 'User-agent: *\nDisallow: /v1/\nDisallow: /health/\n']
  )
})
