import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { describeStates } from '../../../src/commands/fetch/list-states.ts'
import { showFetchProgress } from '../../../src/commands/fetch/progress.ts'
import { planList, runList } from '../../../src/commands/fetch/run-list.ts'
import { readConfig } from '../../../src/config.ts'
import { listStates, recordAttempt } from '../../../src/freshness/state-queries.ts'
import { type Fetching, startFetching } from '../../fetch/fetching.ts'

const TODAY = new Date().toISOString().slice(0, 10)
const GIVEN = {
  entry: undefined,
  file: '',
  check: false,
  list: false,
  all: false,
  dryRun: false,
  url: undefined
}
const line = (name: string, metric: string) =>
  `  - {name: ${name}, source: worldbank, metrics: [${metric}], countries: [PAK], every_days: 30}\n`
const LIST = `fetch:\n${line('economy', 'gdp')}${line('broken', 'inflation')}${line('people', 'population')}`

/** Runs a list; `printed` is its report, and `error` the message if an entry failed. */
async function run(t: Test, { store, replay, folder }: Fetching, options = {}) {
  const file = join(folder, 'list.yaml')
  writeFileSync(file, LIST)
  const config = readConfig(
    { FETCH_WORLDBANK_URL: replay.url, FETCH_CACHE: join(folder, 'cache'), FETCH_ATTEMPTS: '1' },
    '/dev/null'
  )
  const given = { ...GIVEN, ...options }
  const progress = showFetchProgress({ write: () => {} })
  const log = t.capture(console, 'log')
  const plans = await planList(file, config)
  const surroundings = { store, config, dryRun: given.dryRun, progress }
  try {
    return { printed: await runList(plans, given, surroundings), error: undefined }
  } catch (error) {
    const printed = String(log().at(-1)?.args[0])
    return { printed, error: error instanceof Error ? error.message : String(error) }
  }
}

const breakInflation: Parameters<typeof startFetching>[1] = ({ url, reply }) => {
  if (url.pathname.includes('FP.CPI')) Object.assign(reply, { status: 404, headers: {}, body: '' })
}

t.test('one entry that fails does not stop the others, and only it is due again', async (t) => {
  const fetching = await startFetching(t, breakInflation)
  const first = await run(t, fetching)
  t.equal(first.error, '1 of 3 entries failed.')
  t.equal(
    first.printed,
    `worldbank gdp (NY.GDP.MKTP.CD): 2 pages, edition 2026-10-07, retrieved ${TODAY}; revision 3.
  9 new, 0 corrected, 0 unchanged
worldbank inflation (FP.CPI.TOTL.ZG): status 404
worldbank population (SP.POP.TOTL): 2 pages, edition 2026-10-07, retrieved ${TODAY}; revision 4.
  10 new, 0 corrected, 0 unchanged

entry    source     due            what happened
economy  worldbank  never fetched  9 new, 0 corrected, 0 unchanged, 0 skipped
broken   worldbank  never fetched  failed: 1 of 1 metrics
people   worldbank  never fetched  10 new, 0 corrected, 0 unchanged, 0 skipped

claims: 19 new, 0 corrected, 0 unchanged, 0 skipped`
  )
  t.match(await fetching.store.onPrimary(listStates), [
    { name: 'broken', source: 'worldbank-wdi', retrieved: null, failure: 'inflation: status 404' },
    { name: 'economy', every_days: 30, retrieved: new RegExp(`^${TODAY}`), failure: null },
    { name: 'people', retrieved: new RegExp(`^${TODAY}`), failure: null }
  ])
  fetching.replay.fault = undefined
  const second = await run(t, fetching)
  t.equal(second.error, undefined)
  t.match(second.printed, /^economy +worldbank +\d{4}-\d\d-\d\d +not due$/m)
  t.match(
    second.printed,
    /^broken +worldbank +never fetched +0 new, 0 corrected, 0 unchanged, 0 skipped$/m
  )
})

t.test('what is due is what was retrieved so many days ago', async (t) => {
  const fetching = await startFetching(t)
  await run(t, fetching)
  const old = new Date(Date.now() - 30 * 86_400_000).toISOString()
  await fetching.store.transaction((snapshot) =>
    recordAttempt(snapshot, 'people', { tried: old, retrieved: old })
  )
  const { printed } = await run(t, fetching)
  t.match(
    printed,
    new RegExp(`^people +worldbank +${TODAY} +0 new, 0 corrected, 10 unchanged, 0 skipped$`, 'm')
  )
  t.match(printed, /^economy .* not due$/m)
})

t.test('--all fetches what is not due, and --dry-run records nothing', async (t) => {
  const fetching = await startFetching(t)
  const dry = await run(t, fetching, { dryRun: true })
  t.match(dry.printed, /a dry run, would be revision 3\.\n {2}9 new/)
  t.same(await fetching.store.onPrimary(listStates), [])
  await run(t, fetching)
  const { printed } = await run(t, fetching, { all: true })
  t.match(printed, /^economy .* 0 new, 0 corrected, 9 unchanged, 0 skipped$/m)
})

t.test('every mistake of a list is told at once', async (t) => {
  const file = join(t.testdir(), 'list.yaml')
  writeFileSync(
    file,
    LIST.replace('gdp', 'gpd_growth').replaceAll('[PAK]', '[PQR]').replace('people', 'broken')
  )
  await t.rejects(planList(file, readConfig({}, '/dev/null')), {
    name: 'ConfigError',
    message:
      /list\.yaml cannot be used:\n {2}line 4: the name broken stands on line 3 too\n {2}line 2, economy: metrics: gpd_growth .+\n {2}line 3, broken: countries: PQR is no ISO code of a country\.\n {2}line 4, broken: /
  })
})

t.test('--list shows when each entry was retrieved, is due, and why it failed last', async (t) => {
  const file = join(t.testdir(), 'list.yaml')
  writeFileSync(file, LIST)
  const plans = await planList(file, readConfig({}, '/dev/null'))
  const state = { source: 'worldbank-wdi', every_days: 30, tried: '2026-11-20T03:00:00Z' }
  const states = [
    { ...state, name: 'economy', retrieved: '2026-11-20T03:00:00Z', failure: null },
    {
      ...state,
      name: 'broken',
      retrieved: '2026-10-01T03:00:00Z',
      failure: 'inflation: status 404'
    }
  ]
  t.equal(
    describeStates(plans, states, '2026-11-29'),
    `entry    source         last retrieved  due                  last failure
economy  worldbank-wdi  2026-11-20      2026-12-20
broken   worldbank-wdi  2026-10-01      2026-10-31, overdue  inflation: status 404
people   worldbank-wdi  never           now, overdue

overdue: 2 of 3 entries`
  )
})
