// What tests of db:copy share: databases with a history, the command as people run it, and
// databases of their own on a server.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { openWritable } from '../../../src/db/open.ts'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { loadStarter } from '../../../src/starter/load.ts'
import { ended, type Ran, runCommand, spawnNode } from '../../commands/running.ts'
import { starterDatabase } from '../../helpers/app.ts'
import { copyWith } from '../../imports/files.ts'
import { ROOT } from '../../server/process.ts'
import { type Dump, dump } from './dump.ts'

export const SERVER = process.env['TEST_POSTGRES_URL'] ?? ''

/** One row of each table that has a history, changed. */
const CORRECTIONS = {
  'claims.csv': (content: string) =>
    content.replace(
      'C0001,goods_trade,PAK,KAZ,,,2023,400000000,',
      'C0001,goods_trade,PAK,KAZ,,,2022,410000000.1,'
    ),
  'projections.csv': (content: string) => content.replace('2030,2000000000,', '2031,2000000000,'),
  'metrics.csv': (content: string) => content.replace(',Goods exports,', ',Exports of goods,'),
  'sources.csv': (content: string) =>
    content.replace('Most foreign students are from Uzbekistan', 'Students from abroad'),
  'entities.csv': (content: string) =>
    content.replace(',Pakistan,', ',Islamic Republic of Pakistan,'),
  'events.csv': (content: string) => content.replace('E002,2004,', 'E002,2005,'),
  'scenarios.csv': (content: string) =>
    content.replace('strengthened-ties,', 'strengthened-ties,With '),
  'units.csv': (content: string) => content.replace(',US dollar,', ',Dollar,'),
  'products.csv': (content: string) => content.replace(',Cotton,', ',Cotton and its yarn,'),
  'aliases.csv': (content: string) => content.replace('TUR,Turkey,en', 'TUR,Turkiye,en'),
  'relations.csv': (content: string) =>
    content.replace('article value is 7.6 times', 'article value is seven times'),
  'corridors/legs.csv': (content: string) =>
    content.replace(
      'astana-almaty-road,astana,almaty,road,open,,',
      'astana-almaty-road,astana,almaty,road,open,mountain,'
    ),
  'corridors/corridors.csv': (content: string) =>
    content.replace('route named by the ministry: Termez', 'Named by the ministry: Termez')
}

/** What imports of data files do not write. */
const OTHERS = `
  INSERT INTO refusal VALUES (1, 'upload', '2026-11-23T00:00:00Z', '2026-11-23T00:00:01Z', 'desk', 1, '[]');
  INSERT INTO api_key VALUES ('key1', 'desk', 'import', 'hash', '2026-11-23T00:00:00Z', NULL, NULL);
  INSERT INTO fetch VALUES ('gdp', 'wdi', 30, '2026-11-23', '2026-11-23', NULL);
  INSERT INTO idempotent_answer VALUES ('key1', 'once', 'hash', 201, NULL, '{}', '2026-11-23T00:00:00Z');
  INSERT INTO claim_check VALUES ('K1', 'contradicts', 'A1', 'goods_trade', 'PAK', 'KAZ', NULL, NULL, NULL, '2023', '2023-01-01', '2023-12-31',
    '[]', 2, '{}', '{}', 1.5, 1.5, 1.5, 0, 'equal', null, 1);
  INSERT INTO claim_check_about VALUES ('A1', 'goods_trade|PAK|KAZ', 'goods_trade|KAZ|PAK', 'goods_trade', 'PAK', 'KAZ');
  INSERT INTO claim_check_history (id, revision, retired_revision, kind, about, metric, subject, partner, direction, mode, period, starts_on, ends_on,
    claims, claims_count, stated, expected, difference, ratio, apart, holds, periods, growth_percent)
    SELECT id, revision, 2, kind, about, metric, subject, partner, direction, mode, period, starts_on, ends_on,
    claims, claims_count, stated, expected, difference, ratio, apart, holds, periods,
    growth_percent FROM claim_check WHERE id = 'K1'`

let made: Promise<Buffer> | undefined

/** A file with the starter data and a correction, so that every table has rows; made once. */
export async function databaseWithHistory(
  t: Test
): Promise<{ folder: string; file: string; url: string }> {
  made ??= makeHistory(t)
  const bytes = await made
  const folder = join(t.testdir({ databases: {} }), 'databases')
  const file = join(folder, 'source.db')
  writeFileSync(file, bytes)
  return { folder, file, url: `file:${file}` }
}

async function makeHistory(t: Test): Promise<Buffer> {
  const data = copyWith(t, CORRECTIONS)
  const file = join(data, 'history.db')
  writeFileSync(file, await starterDatabase())
  const store = await openWritable(`file:${file}`)
  await loadStarter(store, data)
  await store.close()
  const client = connectSqlite(file)
  client.exec(OTHERS)
  client.close()
  return readFileSync(file)
}

/** Every table of a file but the migrations journal. */
export function rowsOf(file: string): Dump {
  const client = connectSqlite(file, { readonly: true })
  const { __drizzle_migrations: _, ...rows } = dump(client)
  client.close()
  return rows
}

export const runCopy = (...words: string[]): Promise<Ran> => runCommand('copy', words)

/** The copy as the command makes it, in a process that kills itself while it writes this table. */
export function killedCopy(from: string, to: string, table: string): Promise<Ran> {
  const script = `
    import { copyDatabase } from './src/db/copy/copy-database.ts'
    import { openSource, openWritable } from './src/db/open.ts'
    const source = await openSource(${JSON.stringify(from)})
    const target = await openWritable(${JSON.stringify(to)})
    await copyDatabase(source, target, ({ table }) => { if (table === ${JSON.stringify(table)}) process.kill(process.pid, 'SIGKILL') })`
  return ended(spawnNode(['--input-type=module', '--eval', script]))
}

/** Runs one statement on a database of the server. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Ends every connection to a database, before it returns: a report of a copy waits for nothing. */
export function disconnectAll(url: string): void {
  const script = `
    import pg from 'pg'
    const client = new pg.Client({ connectionString: ${JSON.stringify(url)} })
    await client.connect()
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
    await client.end()`
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT })
}

let databases = 0

/** The URL of a new database on the test server, gone when the test ends. */
export async function freshServerDatabase(t: Test): Promise<string> {
  databases += 1
  const name = `copy_${process.pid}_${databases}`
  await query(SERVER, `CREATE DATABASE ${name}`)
  t.teardown(() => query(SERVER, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return url.href
}
