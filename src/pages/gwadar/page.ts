// The page at `/gwadar`: whether the way by Gwadar is shorter than those through Russia or Iran.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../../db/store.ts'
import { shownOf } from '../../http/data-shown.ts'
import { escapeHtml, sendPage } from '../html.ts'
import { answerOf } from './answer.ts'
import { addressOf, GWADAR, MARKET_CITY, type MatrixQuery, QUESTIONS } from './asked.ts'
import { type Findings, findGwadar } from './find.ts'
import { marketsTable, portsTable, rivalsTable } from './tables.ts'
import { dayOf } from './words.ts'

const TITLE = 'Is Gwadar the shorter way to the sea?'
const NAV =
  '<nav><a href="/">Home</a><a href="/v1/corridors">Corridors</a>' +
  '<a href="/v1/legs">Legs</a><a href="/docs">Try it out</a></nav>'

/** Serves it. Its figures are those of `/v1/routes/matrix`. */
export function gwadarPage(app: FastifyInstance, store: Store): void {
  app.get(
    '/gwadar',
    {
      schema: { hide: true, querystring: z.strictObject({}) },
      config: { formats: ['html'], changesWith: 'data' }
    },
    async (request, reply) => {
      const findings = await store.snapshot((snapshot) => {
        request.dataShown = shownOf(snapshot, undefined)
        return findGwadar(snapshot)
      })
      return sendPage(reply, TITLE, findings ? render(findings) : NOTHING)
    }
  )
}

const NOTHING = `<h1>${TITLE}</h1>
<p>The data of this service have no legs to Gwadar. Those that come with the software do.</p>
${NAV}`

function render(findings: Findings): string {
  const { nameOf } = findings
  const sentences = answerOf(findings).map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  return `<h1>${TITLE}</h1>
${sentences.join('\n')}
<h2>Gwadar against its rivals, if nothing were shut</h2>
<p>How many kilometres more it is to Gwadar than to the nearest port of the other way. The second
line is the range that all claims of the lengths allow; legs that both ways share cancel out. The
data leave it undecided where the range has both signs, and where the way to the other port is more
than 1.7 times the straight line: there a nearer leg seems to be missing.</p>
${rivalsTable(findings)}
${links(QUESTIONS.open, 'all ports')} ${links(QUESTIONS.khunjerab, 'by the Khunjerab')}
<h2>Kilometres to each port</h2>
<p>By the shortest way without a leg by sea, ${escapeHtml(now(findings))}, and if nothing were
shut. Shortest is not usual: few lorries go by Kunduz or Herat. The percentage is the share of the
length that somebody published; the rest is computed.</p>
${portsTable(findings)}
${links(QUESTIONS.now, 'now')} ${links(QUESTIONS.open, 'if nothing were shut')}
${shutPart(findings)}
<h2>From ${escapeHtml(nameOf(MARKET_CITY))} on to markets, if nothing were shut</h2>
<p>Sea lanes are computed. A kilometre at sea is not one on land, so the sum is no measure of cost.
Where the data have no sea leg between port and market, nothing is known.</p>
${marketsTable(findings)}
${links(QUESTIONS.markets, 'to markets')}
${unknownPart(findings)}
<p>The ways one by one, with every claim of their legs:
<a href="/v1/routes?from=almaty&#38;to=gwadar-port">routes</a>,
<a href="/v1/routes.geojson?from=almaty&#38;to=gwadar-port">as GeoJSON</a>. How to repeat all of
this stands in <code>docs/gwadar.md</code> of the software.</p>
${NAV}`
}

function now({ now: { open_on } }: Findings): string {
  return open_on === null ? 'now' : `on ${dayOf(open_on)}, the newest day that is known`
}

function links(query: MatrixQuery, of: string): string {
  const [json, csv] = [addressOf(query), addressOf(query, '.csv')].map(escapeHtml)
  return `<p>Data, ${of}: <a href="${json}">JSON</a>, <a href="${csv}">CSV</a></p>`
}

function shutPart({ shut, nameOf }: Findings): string {
  if (shut.length === 0) return ''
  const lines = shut.map(({ id, entity, starts_on, last_seen, title }) => {
    const seen = last_seen ? `last seen ${dayOf(last_seen)}` : 'its source has no date'
    return (
      `<li><a href="/v1/events/${escapeHtml(id)}">${escapeHtml(nameOf(entity))}</a>, since ` +
      `${dayOf(starts_on)}, ${seen}: ${escapeHtml(title)}.</li>`
    )
  })
  return `<h2>What is shut</h2>
<ul>
${lines.join('\n')}
</ul>
<p>What came after the day of its source is not known.</p>`
}

function unknownPart({ now, nameOf }: Findings): string {
  const ways = now.cells.filter(({ to, length_km }) => to === GWADAR && length_km)
  const all = ways.flatMap(({ from, border_hours: hours, border_dollars: dollars }) =>
    hours && dollars
      ? [
          `<li>${escapeHtml(nameOf(from))} to ${escapeHtml(nameOf(GWADAR))}: hours at ` +
            `${hours.known} of ${hours.of} crossings are known, dollars at ${dollars.known}.</li>`
        ]
      : []
  )
  return `<h2>What is not known</h2>
<ul>
${all.join('\n')}
<li>Whether a way is more efficient: a total of days or dollars needs every part, and no way has
all. What others say of whole ways:
<a href="/v1/observations?metric=transit_time">days</a>,
<a href="/v1/observations?metric=container_cost">dollars</a>.</li>
<li>Freight rates, and what roads, railways and ports can carry: the data have none of them by
way.</li>
</ul>`
}
