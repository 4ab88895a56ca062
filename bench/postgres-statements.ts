// What PostgreSQL itself says about the statements of a load, by pg_stat_statements.
import pg from 'pg'
import { tableOf } from './report.ts'

const SHOWN = 12
const TEXT_CHARACTERS = 90

/** Begins to count anew. False if the server does not load the extension. */
export async function startStatements(url: string): Promise<boolean> {
  try {
    await ask(url, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
    await ask(url, 'SELECT pg_stat_statements_reset()')
    return true
  } catch {
    return false
  }
}

/** The statements that took most time, with their shares of it. */
export async function readStatements(url: string): Promise<string> {
  const rows = await ask(
    url,
    `SELECT calls, mean_exec_time AS mean, rows / calls::float AS rows, query,
      total_exec_time / sum(total_exec_time) OVER () AS share
    FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ORDER BY total_exec_time DESC LIMIT ${SHOWN}`
  )
  return tableOf(
    rows.map(({ calls, mean, rows: read, share, query }) => ({
      calls: Number(calls),
      'mean ms': Number(mean).toFixed(3),
      'rows a call': Number(read).toFixed(1),
      'of all time': `${Math.round(Number(share) * 100)} %`,
      statement: `\`${shorten(String(query))}\``
    }))
  )
}

/** The tables of a statement and what chooses its rows: the columns are many and say little. */
function shorten(query: string): string {
  const text = query.replaceAll(/\s+/g, ' ').replaceAll('"', '').replaceAll('|', '/')
  const short = text.replace(/^select .*? from /, 'select … from ')
  return short.length > TEXT_CHARACTERS ? `${short.slice(0, TEXT_CHARACTERS)}…` : short
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
