// What the tests of fetching share: a store with the starter claims, an upstream that replays, and
// a folder for the cache.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { sql } from '../../src/db/orm.ts'
import type { Store } from '../../src/db/store.ts'
import { type Entry, entrySchema } from '../../src/fetch/entry.ts'
import { type Fetched, fetchQuestion } from '../../src/fetch/fetch-question.ts'
import { type FetchLimits, LIMITS } from '../../src/fetch/limits.ts'
import { type Plan, planEntry } from '../../src/fetch/plan.ts'
import { importFiles } from '../../src/imports/engine/import-files.ts'
import { buildTestStore } from '../helpers/app.ts'
import { type Fault, type Replay, startReplay } from './replay-server.ts'

/** Short pauses, so that tests need not wait. */
export const QUICK: FetchLimits = {
  ...LIMITS,
  totalMs: 20_000,
  attempts: 2,
  pauseMs: 2,
  longestPauseMs: 4
}

export const GDP = {
  name: 'gdp',
  source: 'worldbank',
  metrics: ['gdp'],
  countries: ['PAK', 'KAZ'],
  from: 2015,
  to: 2024,
  every_days: 30
}

export type Fetching = {
  store: Store
  replay: Replay
  folder: string
  plan: (entry?: Partial<Entry>) => Promise<Plan>
  /** Fetches the first question of an entry. */
  fetch: (entry?: Partial<Entry>, options?: Partial<typeof DEFAULTS>) => Promise<Fetched>
  /** The claims of fetches, by id. */
  claims: () => Promise<Record<string, number>>
  /** Everything that a fetch could leave: revision, claims, sources. */
  state: () => Promise<unknown>
}

const DEFAULTS = { dryRun: false, newMetrics: false, limits: QUICK }

export async function startFetching(t: Test, fault?: Fault): Promise<Fetching> {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const metrics = new URL('../../src/starter/series/worldbank-wdi/metrics.csv', import.meta.url)
  await importFiles(store, [{ file: 'metrics.csv', bytes: [readFileSync(metrics)] }], {
    kind: 'import'
  })
  const replay = await startReplay(fault)
  const folder = mkdtempSync(join(tmpdir(), 'corridor-fetch-'))
  t.teardown(async () => {
    await replay.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const config = readConfig(
    {
      FETCH_WORLDBANK_URL: `${replay.url}/v2`,
      FETCH_COMTRADE_URL: replay.url,
      FETCH_IMF_URL: `${replay.url}/imf`
    },
    '/dev/null'
  )
  const plan = (entry: Partial<Entry> = {}) =>
    planEntry(entrySchema.parse({ ...GDP, ...entry }), config)
  const rowsOf = async (like: string) =>
    store.snapshot(async ({ db, tables: { observation } }) =>
      db
        .select({ id: observation.id, value: observation.value })
        .from(observation)
        .where(sql`${observation.id} like ${like}`)
    )
  return {
    store,
    replay,
    folder,
    plan,
    async fetch(entry, options) {
      const { upstream, questions } = await plan(entry)
      const [question] = questions
      if (!question) throw new Error('the entry asks for nothing')
      return fetchQuestion(store, upstream, question, {
        ...DEFAULTS,
        ...options,
        folder,
        note: null,
        onProgress: () => {},
        onImport: () => {}
      })
    },
    async claims() {
      const rows = [
        ...(await rowsOf('worldbank-gdp-%')),
        ...(await rowsOf('worldbank-population-%'))
      ]
      return Object.fromEntries(rows.map(({ id, value }) => [id, value ?? 0]))
    },
    state: async () =>
      store.snapshot(async ({ db, tables: { imports, observation, source } }) => ({
        revisions: await db.select({ count: sql`count(*)` }).from(imports),
        claims: await db.select({ count: sql`count(*)` }).from(observation),
        sources: await db.select({ count: sql`count(*)` }).from(source)
      }))
  }
}
