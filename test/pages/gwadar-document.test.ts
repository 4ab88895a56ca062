// The tables of docs/gwadar.md are those of the service. WRITE_TABLES=1 writes them anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { gwadarTables } from '../helpers/gwadar-tables.ts'

const DOCUMENT = fileURLToPath(new URL('../../docs/gwadar.md', import.meta.url))
const SECTION = /<!-- table: (\w+) -->\n[\s\S]*?<!-- \/table -->/g
const FIGURE = /\d{1,3}(?:,\d{3})+|\b\d{3}\b/g

t.test('the tables and the figures of the answer are those of the service', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const tables = await gwadarTables(app)
  const text = readFileSync(DOCUMENT, 'utf8')
  const written = text.replaceAll(
    SECTION,
    (_, name: string) => `<!-- table: ${name} -->\n${tables[name]}\n<!-- /table -->`
  )
  if (process.env['WRITE_TABLES'] === '1') writeFileSync(DOCUMENT, written)
  else t.equal(text, written)
  t.same([...text.matchAll(SECTION)].map(([, name]) => name).sort(), Object.keys(tables).sort())
  const figures = new Set(Object.values(tables).join('\n').match(FIGURE))
  const answer = /## The answer\n([\s\S]*?)\n## /.exec(text)?.[1] ?? ''
  t.ok(answer.match(FIGURE), 'the answer has figures')
  t.same(
    (answer.match(FIGURE) ?? []).filter((figure) => !figures.has(figure)),
    []
  )
})
