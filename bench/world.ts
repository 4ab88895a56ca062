// What most rows of the budgets are measured on: a database of ten thousand claims, the service
// with and without its access log, and the bare server beside it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { benchRows } from './import-rows.ts'
import { addressOf, importing, run, SERVICE, settingsFor, writeRows } from './running.ts'

const SMALL_ROWS = 10_000
/** The last import is only there to make a past. */
const LATER_ROWS = 10
/** The load generator has the last core. */
export const SERVER_CORE = '0'
/** A metric with a whole page of claims in the starter data. */
export const STARTER_METRIC = 'border_clearance_time'
export const PAGE = `metric=${STARTER_METRIC}&to=2030-01-01&limit=60`
/** The metric with most of the ten thousand, and another one. */
export const METRIC = 'goods_exports'
export const OTHER_METRIC = 'goods_imports'
/** The revision before the last import. */
export const PAST_REVISION = 2

export type World = {
  folder: string
  /** The file of ten thousand claims. */
  small: string
  /** A file with the starter data alone, as the server of PostgreSQL has them. */
  plain: string
  service: string
  /** The service with its access log. */
  logging: string
  bare: string
  page: Response
  /** The time of the revision before the last import. */
  past: string
}

/** Makes the database, and starts the servers. */
export async function makeWorld(folder: string): Promise<World> {
  const small = join(folder, 'small.db')
  await fillWith(small, folder, SMALL_ROWS)
  const plain = join(folder, 'plain.db')
  await prepareDatabase(`file:${plain}`)
  const settings = settingsFor(`file:${small}`)
  const service = await serveOn(settings)
  const logging = await serveOn({ ...settings, ACCESS_LOG: 'on' })
  const page = await fetch(`${service}/v1/observations?${PAGE}`)
  const body = join(folder, 'body.json')
  writeFileSync(body, await page.text())
  const bare = await addressOf(run(['bench/bare.ts', small, body], {}, SERVER_CORE), /^(http:.+)$/)
  const answer = await fetch(`${service}/v1/imports/${PAST_REVISION}`)
  const { data } = (await answer.json()) as { data: { finished: string } }
  return { folder, small, plain, service, logging, bare, page, past: data.finished }
}

export function serveOn(settings: Record<string, string>): Promise<string> {
  return addressOf(run(SERVICE, settings, SERVER_CORE))
}

/** Fills a new database with the starter data and rows of a benchmark, in two more revisions. */
export async function fillWith(file: string, folder: string, count: number) {
  await prepareDatabase(`file:${file}`)
  const [csv, later] = [join(folder, 'rows.csv'), join(folder, 'later.csv')]
  const rows = await benchRows(count + LATER_ROWS)
  await writeRows(csv, rows().take(count))
  await writeRows(later, rows().drop(count))
  const imported = await importing(file, csv)
  await importing(file, later)
  return imported
}
