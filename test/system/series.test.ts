// All sets of series, loaded into a file as the service loads them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openWritable } from '../../src/db/open.ts'
import { loadStarter } from '../../src/starter/load.ts'
import { loadSeries } from '../../src/starter/load-series.ts'
import { SERIES_SETS } from '../../src/starter-sets.ts'
import { CONTRADICTED, contradictedTexts, IN_OTHER_UNITS } from '../helpers/contradicted-texts.ts'
import { pluck } from '../helpers/pluck.ts'

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
/** Series of one author and calendar with five periods and more. */
const LONG = `SELECT count(*) FROM (
  SELECT 1 FROM observation WHERE starts_on IS NOT NULL
  GROUP BY metric, subject, partner, direction, mode, attributed_to
  HAVING count(DISTINCT starts_on) >= 5)`
/** How many ratios, such as GDP per head, do not fit what they were computed from, and do. */
const RATIOS = `SELECT holds || ' ' || count(*) FROM claim_check
  WHERE kind = 'ratio_of' GROUP BY holds ORDER BY holds`
/** Breaks and unreliable figures; shares of GDP have that of their GDP. */
const MARKED = `SELECT status || ' ' || metric || ' ' || subject || ' ' || period FROM observation
  WHERE status IN ('B', 'U') AND metric NOT LIKE '%_of_gdp' ORDER BY 1`

t.test('each set is a revision, in order, and loading again changes nothing', async (t) => {
  const store = await openWritable(`file:${join(t.testdir(), 'corridor.db')}`)
  await loadStarter(store)
  const loaded = await Array.fromAsync(loadSeries(store))
  t.same(
    loaded.map(({ set, revision, changed }) => ({ set, revision, changed })),
    SERIES_SETS.map((set, index) => ({ set, revision: index + 2, changed: true }))
  )
  t.same(await pluck(store, 'SELECT count(*) FROM observation'), [42_721])
  t.same(await pluck(store, 'SELECT count(*) FROM projection'), [597])
  t.same(
    await pluck(store, RATIOS),
    ['0 16', '1 1431'],
    'README of the series judges those that fail'
  )
  t.same(await pluck(store, MARKED), [
    'B exchange_rate_spot IRN 2026-01',
    'B gdp PAK 2000',
    'B gdp TUR 1998',
    'B gdp UZB 2010',
    'U exchange_rate_spot MNG 2025-11',
    'U gdp GEO 1987',
    'U gdp GEO 1988',
    'U gdp GEO 1989',
    'U inflation KAZ 2024'
  ])
  const [long = 0] = await pluck<number>(store, LONG)
  t.ok(long >= 1_650, `${long} series of five points and more`)
  const counts = [
    ['observation', 'claims'],
    ['metric', 'metrics'],
    ['source', 'sources'],
    ['projection', 'projections']
  ] as const
  for (const [table, word] of counts) {
    const [count = 0] = await pluck<number>(store, `SELECT count(*) FROM ${table}`)
    t.match(README, new RegExp(`\\b${count.toLocaleString('en')}\\s+${word}`), 'README says so')
  }
  const { read, unread } = await contradictedTexts(store)
  t.same(read, CONTRADICTED, 'printed errors, durations of two units, and words')
  t.same(unread, [...CONTRADICTED, ...IN_OTHER_UNITS].sort(), 'units bring no warning')
  const again = await Array.fromAsync(loadSeries(store))
  t.same([...new Set(again.map(({ changed, revision }) => `${changed} ${revision}`))], ['false 11'])
  await store.close()
})
