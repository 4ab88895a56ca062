// Reads the pages of an SQLite file. If some are damaged, it says in which tables.
import type SQLite from 'better-sqlite3'
import { findDamage } from '../backup/find-damage.ts'
import type { Ask } from '../copy/inspect-database.ts'
import { connectSqlite } from '../sqlite/connect.ts'
import { attempt, type Finding, shownLines } from './finding.ts'
import { checkOwn } from './own-checks.ts'

const PAGES = 'pages, indexes and references'
/** The tables that are computed from the others. */
const COMPUTED = new RegExp(
  '^(series(_source)?|metric_coverage|part|claim_check(_about)?|assessment|series_test|' +
    'forecast_evaluation|entity_name|derivation|relation_other)$'
)

/** Reads a whole file in one snapshot. */
export async function verifySqlite(file: string): Promise<Finding[]> {
  const client = connectSqlite(file, { readonly: true })
  try {
    client.exec('BEGIN')
    const ask: Ask = async (text) => client.prepare<[], Record<string, unknown>>(text).all()
    return [...(await checkPages(client)), ...(await checkOwn(ask))]
  } finally {
    client.close()
  }
}

async function checkPages(client: SQLite.Database): Promise<Finding[]> {
  const all = await attempt({ check: PAGES, of: 'data' }, async () => {
    const rows = client.prepare<[], number>('PRAGMA page_count').pluck().get() ?? 0
    return { rows, wrong: findDamage(client) }
  })
  if (all.wrong.length === 0) return [all]
  const tables = client
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  const [data, computed] = [shownLines(), shownLines()]
  for (const table of tables) {
    const damage = damageIn(client, table)
    if (damage === undefined) continue
    const lines = COMPUTED.test(table) ? computed : data
    lines.add(`${table}: ${damage}`)
  }
  return [
    all,
    { check: 'tables', of: 'data', rows: tables.length, wrong: data.lines() },
    { check: 'computed tables', of: 'computed', rows: tables.length, wrong: computed.lines() }
  ]
}

/** The first damage of a table and its indexes. The check of all pages stops after some. */
function damageIn(client: SQLite.Database, table: string): string | undefined {
  try {
    const name = table.replaceAll('"', '""')
    const lines = client.pragma(`integrity_check("${name}")`) as { integrity_check: string }[]
    const damage = lines.map((line) => line.integrity_check).find((line) => line !== 'ok')
    return damage?.replace(/^\*+ in database \S+ \*+\s*/, '').replaceAll('\n', ' ')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
