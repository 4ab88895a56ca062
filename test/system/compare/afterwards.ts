// Reads both services again after the changes: lists, histories, changes, conflicts, imports.
import { setTimeout as pause } from 'node:timers/promises'
import {
  csvUrl,
  listsOf,
  pageRowsMax,
  plainUrl,
  readsOf,
  withParameter
} from '../../app/operations.ts'
import { askPages, type Comparison, get } from './comparison.ts'
import { appOf, type Service, send } from './service.ts'

const KIND = 'after the changes'
const PAGES_MAX = 30
/**
 * Stored times are whole seconds, so one second must pass between changes before and after a time.
 */
const SECOND_MS = 1_100
const MORE = [
  '/v1/conflicts?holds=true&limit=1000',
  '/v1/changes?since=1&limit=20',
  '/v1/imports?state=refused&limit=20',
  '/v1/imports?kind=change&limit=20',
  '/v1/observations?sort=-recorded_at&limit=20',
  '/v1/observations?sort=recorded_at&limit=500'
]

/** A time after all changes of both services so far, and before all later ones. */
export async function partingTime(): Promise<string> {
  await pause(SECOND_MS)
  const time = `${new Date().toISOString().slice(0, 19)}Z`
  await pause(SECOND_MS)
  return time
}

/** Reads all lists and the things at the given addresses, now and as of a time. */
export async function compareAfterwards(
  comparison: Comparison,
  touched: string[],
  time: string
): Promise<void> {
  const app = await appOf(comparison.services.before)
  for (const operation of await listsOf(app)) {
    const url = plainUrl(operation)
    await askPages(
      comparison,
      KIND,
      withParameter(url, `limit=${pageRowsMax(operation)}`),
      PAGES_MAX
    )
    await comparison.ask(KIND, get(csvUrl(url)))
  }
  for (const operation of await readsOf(app)) {
    if (!operation.parameters.some(({ name }) => name === 'as_of')) continue
    const url = withParameter(plainUrl(operation), `as_of=${time}`)
    await askPages(comparison, KIND, url, PAGES_MAX)
  }
  for (const url of [...MORE, `/v1/changes?since=${time}&limit=50`])
    await askPages(comparison, KIND, url, PAGES_MAX)
  const imports = await importIds(comparison.services.before)
  const single = [...touched, ...imports.map((id) => `/v1/imports/${id}`)]
  for (const url of [...single, ...touched.map((one) => `${one}/history`)])
    await comparison.ask(KIND, get(url))
}

async function importIds(service: Service): Promise<string[]> {
  const ids: string[] = []
  let next: string | null = '/v1/imports?limit=1000'
  while (next !== null) {
    const page: { data: { id: string }[]; links: { next: string | null } } = JSON.parse(
      (await send(service, { method: 'GET', url: next })).body
    )
    ids.push(...page.data.map(({ id }) => id))
    next = page.links.next
  }
  return ids
}
