// The server with which the service is compared: Fastify without plugins, which sends bytes from
// memory, or asks SQLite with a hand-written statement and JSON.stringify. bench/http.ts runs it as
// `node bench/bare.ts DATABASE BODY_FILE`.
import { readFileSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import Fastify from 'fastify'

const [, , database = '', bodyFile = ''] = process.argv
const bytes = readFileSync(bodyFile)
const client = new SQLite(database, { readonly: true })
const statement = client.prepare(`
  SELECT o.id, o.metric, o.subject, o.partner, o.direction, o.mode, o.period, o.starts_on, o.ends_on, o.value, o.low, o.high, o.bound, m.unit,
    o.text, o.status, o.attributed_to, s.id AS source_id, s.publisher, s.kind, s.url, s.published, o.note, o.derived_from, i.finished AS recorded_at
  FROM observation o JOIN metric m ON m.id = o.metric JOIN source s ON s.id = o.source JOIN import i ON i.revision = o.revision
  WHERE o.metric = ? AND o.ends_on <= ? ORDER BY o.ends_on DESC, o.id LIMIT ?`)

type Row = Record<string, unknown>
const app = Fastify()
app.get('/memory', (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes))
app.get('/database', (request, reply) => {
  const { metric, to, limit } = request.query as Record<string, string>
  const rows = statement.all(metric, to, Number(limit)) as Row[]
  const data = rows.map(({ source_id, publisher, kind, url, published, derived_from, ...row }) => ({
    ...row,
    source: { id: source_id, publisher, kind, url, published },
    derived_from: JSON.parse(String(derived_from))
  }))
  reply.type('application/json; charset=utf-8').send(JSON.stringify({ data }))
})
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
