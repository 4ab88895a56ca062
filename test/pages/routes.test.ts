import t from 'tap'
import { renderRoutes, type ShownRoute } from '../../src/pages/routes.ts'

const ROUTE: ShownRoute = {
  method: 'GET',
  path: '/v1/metrics',
  summary: 'All metrics',
  tag: 'metrics',
  href: '/v1/metrics'
}

t.test('routes stand under their tags, in the order of the document', async (t) => {
  const routes = [
    { ...ROUTE, tag: 'csv', path: '/v1/metrics.csv' },
    { ...ROUTE, tag: 'series', path: '/v1/series' },
    ROUTE
  ]
  const shown = renderRoutes(routes, null).matchAll(/<h2>(\w+)<|<code>GET ([^<]+)</g)
  t.same(
    [...shown].map(([, tag, path]) => tag ?? path),
    ['series', '/v1/series', 'metrics', '/v1/metrics', 'csv', '/v1/metrics.csv']
  )
})

t.test('texts are escaped, and code of a summary is code', async (t) => {
  const page = renderRoutes([{ ...ROUTE, href: '/v1?a="&b', summary: '<b> and `c`' }], null)
  t.match(
    page,
    '<p><a href="/v1?a=&#34;&#38;b"><code>GET /v1/metrics</code></a> ' +
      '&#60;b&#62; and <code>c</code></p>'
  )
})

t.test('only what can be opened is a link, and only a next page has one', async (t) => {
  const page = renderRoutes([{ ...ROUTE, method: 'POST', href: null }], null)
  t.match(page, '<p><code>POST /v1/metrics</code> All metrics</p>')
  t.notMatch(page, 'Next page')
  t.match(renderRoutes([ROUTE], '/v1?cursor=x'), '<a href="/v1?cursor=x">Next page</a>')
})
