// The server with which the service is compared: Fastify without plugins, which sends bytes from
// memory, or asks SQLite with a hand-written statement and JSON.stringify. bench/http.ts runs it as
// `node bench/bare.ts DATABASE BODY_FILE`.
import { readFileSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import Fastify from 'fastify'

type Row = Record<string, unknown>

const COLUMNS =
  'id, metric, subject, partner, direction, mode, period, starts_on, ends_on, series, value, ' +
  'low, high, bound, text, status, attributed_to, source, derived_from, note, revision'
const MATCHING = 'metric = @metric AND ends_on <= @to'
/** What each address reads: claims, and their order. */
const QUESTIONS: Record<string, [claims: string, order: string]> = {
  database: [`SELECT * FROM observation WHERE ${MATCHING}`, 'o.ends_on DESC, o.id DESC'],
  several: [
    'SELECT * FROM observation WHERE metric IN (@metric, @other) AND ends_on <= @to',
    'o.ends_on DESC, o.id DESC'
  ],
  sorted: [`SELECT * FROM observation WHERE ${MATCHING}`, 'o.value DESC, o.id DESC'],
  latest: [
    'SELECT * FROM (SELECT *, dense_rank() OVER (PARTITION BY series ORDER BY ends_on DESC) AS ' +
      `place FROM observation WHERE ${MATCHING}) WHERE place = 1`,
    'o.ends_on DESC, o.id DESC'
  ],
  past: [
    `SELECT ${COLUMNS} FROM observation WHERE ${MATCHING} AND revision <= @revision UNION ALL ` +
      `SELECT ${COLUMNS} FROM observation_history WHERE ${MATCHING} AND revision <= @revision ` +
      'AND retired_revision > @revision',
    'o.ends_on DESC, o.id DESC'
  ]
}

const [, , database = '', bodyFile = ''] = process.argv
const bytes = readFileSync(bodyFile)
const client = new SQLite(database, { readonly: true })
const app = Fastify()
app.get('/memory', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
for (const [name, [claims, order]] of Object.entries(QUESTIONS)) {
  const statement = client.prepare(`
    SELECT o.id, o.metric, o.subject, o.partner, o.direction, o.mode, o.period, o.starts_on,
      o.ends_on, o.value, o.low, o.high, o.bound, m.unit, o.text, o.status, o.attributed_to,
      s.id AS source_id, s.publisher, s.kind, s.url, s.published, o.note, o.derived_from,
      i.finished AS recorded_at
    FROM (${claims}) o JOIN metric m ON m.id = o.metric JOIN source s ON s.id = o.source
      JOIN import i ON i.revision = o.revision
    ORDER BY ${order} LIMIT @limit`)
  app.get(`/${name}`, (request, reply) => {
    const query = request.query as Row
    const rows = statement.all({ ...query, limit: Number(query['limit']) }) as Row[]
    reply
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ data: rows.map(withSource) }))
  })
}
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))

function withSource(found: Row): Row {
  const { source_id, publisher, kind, url, published, derived_from, ...row } = found
  return {
    ...row,
    source: { id: source_id, publisher, kind, url, published },
    derived_from: JSON.parse(String(derived_from))
  }
}
