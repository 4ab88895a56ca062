import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Store } from '../db/store.ts'
import { shownOf } from '../http/data-shown.ts'
import { publicUrl } from '../http/public-url.ts'
import { type SeriesState, seriesReader } from '../starter/series-queries.ts'
import { escapeHtml, sendPage } from './html.ts'
import { countHoldings, type Holdings } from './queries.ts'

const EXAMPLE = '/v1/observations?metric=goods_trade&between=PAK,KAZ&from=2023&to=2023'
const CHECK =
  '/v1/check?metric=goods_trade&subject=PAK&partner=KAZ&period=2023&stated=%24400%20million'
const SERIES = '/v1/series?metric=goods_trade&between=PAK,KAZ'
const FEED = '/v1/feed.atom?metric=goods_trade&country=PAK'
const CONFLICTS = '/v1/conflicts?metric=goods_trade&between=PAK,KAZ'

/** The page at `/`: what the service is, how much data it holds now, and one request to copy. */
export function homePage(app: FastifyInstance, store: Store, config: Config): void {
  const readSeries = seriesReader(store, config)
  app.get(
    '/',
    {
      schema: { hide: true, querystring: z.strictObject({}) },
      config: { formats: ['html'], changesWith: 'data' }
    },
    async (request, reply) => {
      const holdings = await store.snapshot(async (snapshot) => {
        request.dataShown = shownOf(snapshot, undefined)
        return countHoldings(snapshot)
      })
      const page = render(holdings, await readSeries(), publicUrl(app, config))
      return sendPage(reply, 'Corridor Metrics', page)
    }
  )
}

function render(holdings: Holdings, series: SeriesState, origin: string): string {
  const note =
    series === 'loading' ? '<p>The series of statistical offices are being loaded.</p>' : ''
  const counts = Object.entries(holdings).map(
    ([noun, count]) => `<div><dd>${count.toLocaleString('en')}</dd><dt>${noun}</dt></div>`
  )
  return `<h1>Corridor Metrics</h1>
<p>This service answers with sourced metrics of the Central Asia – Pakistan corridor: trade,
container transit, students, border times and costs, ports and routes, and the promises and
forecasts about them. Every number is a claim with its source. Claims that disagree are shown side
by side.</p>
<dl>${counts.join('')}</dl>${note}
<p>How large was the goods trade of Pakistan and Kazakhstan in 2023? This request finds two claims
that differ by a factor of 7.6:</p>
<pre>curl '${escapeHtml(origin + EXAMPLE)}'</pre>
<p><a href="${escapeHtml(EXAMPLE)}">Open it here</a>. Or look at the
<a href="${escapeHtml(SERIES)}">trade of each year</a>, at <a href="${escapeHtml(CONFLICTS)}">claims
that cannot all be right</a>, and at <a href="/v1/projections/P001/progress">how reality follows a
projection</a>.</p>
<p>Somebody states a figure: <a href="${escapeHtml(CHECK)}">what is known of $400 million in
2023?</a></p>
<p><a href="/gwadar">Is Gwadar the shorter way to the sea?</a> What the lengths of the legs tell, and
what is shut.</p>
<p>For a spreadsheet, add <code>.csv</code> to the path. A feed reader can
<a href="${escapeHtml(FEED)}">follow a question</a>. Reading needs no key.</p>
<nav>
<a href="/docs">Try it out (Swagger UI)</a>
<a href="/v1">All routes</a>
<a href="/v1/metrics">Metrics</a>
<a href="/openapi.json">OpenAPI</a>
<a href="/problems">Errors</a>
<a href="/policy">What to rely on</a>
</nav>`
}
