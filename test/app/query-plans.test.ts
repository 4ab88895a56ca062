// Reads the plan of every statement the app issues: no full scan of the claims, and no sorting
// where a page ends.
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/feeds/lead-queries.ts'
import { readFeed } from '../../src/feeds/queries.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { type Checks, testEvery } from '../helpers/test-every.ts'
import { csvUrl, geoReadsOf, listsOf, plainUrl, readsOf, withParameter } from './operations.ts'
import { type Executed, recordStatements } from './statements.ts'

/**
 * Each filter of the claims by itself, with one value: an index has it in the order of the default
 * sort.
 */
const FILTERS = [
  'metric=goods_trade',
  'subject=PAK',
  'partner=KAZ',
  'source=inform-kaz-2023',
  'direction=outbound',
  'direction=none',
  'mode=road',
  'mode=none',
  'bound=at_least',
  'bound=exact',
  'from=2020',
  'to=2022',
  'from=2020&to=2022',
  'subject_kind=country',
  'partner_kind=country,group',
  'calendar=year',
  'calendar=fiscal_year,P3M'
]
const SORTS = ['-period', 'period', '-recorded_at', 'recorded_at', '-id', 'id']
const COMBINED = [
  'between=PAK,KAZ',
  'metric=goods_trade&between=PAK,KAZ',
  'metric=goods_trade&subject=PAK&partner=KAZ',
  'metric=goods_trade&subject=PAK',
  'metric=goods_trade&from=2020&to=2022',
  'metric=goods_trade,dwell_time',
  'subject=PAK,KAZ,UZB&partner=PAK',
  'source=inform-kaz-2023&bound=exact',
  'direction=outbound,none',
  'bound=about,at_least',
  'country=UZB',
  'country=PAK,KAZ&metric=goods_trade',
  'country=PAK&subject=KAZ&partner_kind=country',
  'metric=goods_exports&subject_kind=country&partner_kind=country&calendar=year',
  'metric=goods_exports&calendar=fiscal_year'
]
const LATEST = [
  'metric=goods_trade&latest_by_author=1',
  'subject=PAK&latest_by_author=3',
  'metric=goods_trade&between=PAK,KAZ&latest_by_author=2',
  'subject=PAK&partner=KAZ&latest_by_author=1&from=2015',
  'metric=goods_exports&partner_kind=country&calendar=year&latest_by_author=1'
]

const SCAN = /^SCAN observation\b/
const BY_INDEX = /^SCAN observation USING (COVERING )?INDEX /
const SORTED = /USE TEMP B-TREE FOR (LAST TERM OF |LAST \d+ TERMS OF |RIGHT PART OF )?ORDER BY/

type Plan = { sql: string; details: string[] }

type Watched = TestApp & { executed: Executed[] }

async function buildWatched(t: Test): Promise<Watched> {
  const made = await buildTestApp(t, { data: 'starter' })
  await made.app.ready()
  return { ...made, executed: recordStatements(t, made.client) }
}

/** The statements of a request and of the page after it, with their plans. */
async function plansOf(
  every: Checks,
  { app, client, executed }: Watched,
  url: string
): Promise<Plan[]> {
  executed.length = 0
  await ask(every, app, url)
  const statements = executed
    .splice(0)
    .filter(({ sql }) => /^\s*(select|with|insert|update|delete)\b/i.test(sql))
  return statements.map((statement) => ({
    sql: statement.sql,
    details: explain(client, statement)
  }))
}

async function ask(every: Checks, app: FastifyInstance, url: string): Promise<void> {
  const response = await app.inject(url)
  every.equal(response.statusCode, 200, url)
  const next = /<([^>]+)>; rel="next"/.exec(String(response.headers.link))?.[1]
  if (next) every.equal((await app.inject(next)).statusCode, 200, next)
}

function explain(
  client: Parameters<typeof recordStatements>[1],
  { sql, parameters }: Executed
): string[] {
  const rows = client.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as {
    detail: string
  }[]
  return rows.map(({ detail }) => detail)
}

/**
 * No row of the claims is read but by an index, and a walk along an index ends at a limit without a
 * sort.
 */
function noFullScan(every: Checks, url: string, { sql, details }: Plan): void {
  const limited = / limit \?/i.test(sql)
  for (const detail of details.filter((one) => SCAN.test(one))) {
    every.match(detail, BY_INDEX, `${url}: ${detail}`)
    every.ok(limited, `${url}: ${detail} ends at a limit`)
    every.notOk(
      details.some((one) => SORTED.test(one)),
      `${url}: ${detail} is in the order asked for`
    )
  }
}

function noSort(every: Checks, url: string, { details }: Plan): void {
  every.notOk(
    details.some((detail) => SORTED.test(detail)),
    `${url}: ends at its limit without a sort`
  )
}

const aboutClaims = ({ sql }: Plan) => /"observation"/.test(sql) && / order by /i.test(sql)

testEvery(
  'each filter of the claims by itself, first and second page, in the default order',
  async (t, every) => {
    const watched = await buildWatched(t)
    for (const filter of ['', ...FILTERS]) {
      const url = `/v1/observations?${filter === '' ? '' : `${filter}&`}limit=2`
      const plans = await plansOf(every, watched, url)
      every.ok(plans.some(aboutClaims), `${url}: ${plans.length} statements`)
      for (const plan of plans) noFullScan(every, url, plan)
      for (const plan of plans.filter(aboutClaims)) noSort(every, url, plan)
    }
  }
)

testEvery('each order of the claims, first and second page', async (t, every) => {
  const watched = await buildWatched(t)
  const values = ['-value', 'value'].map((sort) => `sort=${sort}&metric=goods_trade`)
  for (const query of [...SORTS.map((sort) => `sort=${sort}`), ...values]) {
    const url = `/v1/observations?${query}&limit=2`
    const plans = await plansOf(every, watched, url)
    every.ok(plans.some(aboutClaims), `${url}: ${plans.length} statements`)
    for (const plan of plans) noFullScan(every, url, plan)
    for (const plan of plans.filter(aboutClaims)) noSort(every, url, plan)
  }
})

testEvery('each filter of the claims in each order', async (t, every) => {
  const watched = await buildWatched(t)
  for (const filter of someOf([...FILTERS, ...COMBINED], 5)) {
    for (const sort of SORTS) {
      const url = `/v1/observations?${filter}&sort=${sort}&limit=2`
      for (const plan of await plansOf(every, watched, url)) noFullScan(every, url, plan)
    }
  }
})

testEvery('filters together, and the newest periods', async (t, every) => {
  const watched = await buildWatched(t)
  for (const query of [...COMBINED, ...LATEST]) {
    const url = `/v1/observations?${query}&limit=2`
    const plans = await plansOf(every, watched, url)
    every.ok(plans.some(aboutClaims), `${url}: ${plans.length} statements`)
    for (const plan of plans) noFullScan(every, url, plan)
  }
})

testEvery('the whole of the claims as CSV', async (t, every) => {
  const watched = await buildWatched(t)
  for (const url of [
    '/v1/observations.csv',
    '/v1/observations.csv?metric=goods_trade',
    '/v1/observations.csv?sort=id'
  ]) {
    const plans = await plansOf(every, watched, url)
    for (const plan of plans) noFullScan(every, url, plan)
    for (const plan of plans.filter(aboutClaims)) noSort(every, url, plan)
  }
})

/**
 * More claims than are read by their revision: of an earlier revision, whose versions are retired
 * in part.
 */
const COLUMNS =
  'metric, subject, partner, direction, mode, period, starts_on, ends_on, series, value, low, ' +
  'high, bound, text, status, attributed_to, source, derived_from, note'
const MANY = `INSERT INTO import (revision, kind, started, finished, state, counts, checksum) VALUES
    (2, 'x', '2026-11-24T00:00:00Z', '2026-11-24T00:00:00Z', 'done', '{}', 'x'),
    (3, 'x', '2026-11-25T00:00:00Z', '2026-11-25T00:00:00Z', 'done', '{}', 'x');
  INSERT INTO observation (id, ${COLUMNS}, revision) SELECT id || '-' || g, metric, subject, partner, direction, mode, period, starts_on, ends_on, series,
    value, low, high, bound, text, status, attributed_to, source, derived_from, note, 2
    FROM observation, generated WHERE observation.revision = 1;
  INSERT INTO observation_history (id, revision, retired_revision, withdrawn, ${COLUMNS})
    SELECT id, 2, 3, 0, ${COLUMNS} FROM observation WHERE revision = 2`

testEvery(
  'the claims of an earlier revision: both halves by their index, and no sort where a page ends',
  async (t, every) => {
    const { app, client } = await buildTestApp(t, { data: 'starter' })
    client.exec(
      'CREATE TEMP TABLE generated AS WITH RECURSIVE n(g) AS (SELECT 1 UNION ALL SELECT g + ' +
        '1 FROM n LIMIT 9) SELECT g FROM n'
    )
    client.exec(MANY)
    const executed = recordStatements(t, client)
    for (const query of [
      ...['', ...FILTERS].map((filter) => `${filter}&`),
      ...SORTS.map((sort) => `sort=${sort}&`),
      'sort=value&metric=goods_trade&'
    ]) {
      executed.length = 0
      const url = `/v1/observations?${query}as_of=2026-11-24&limit=2`
      await ask(every, app, url)
      const plans = executed
        .filter(({ sql }) => / union all /.test(sql))
        .map((one) => ({ sql: one.sql, details: explain(client, one) }))
      every.ok(plans.some(aboutClaims), `${url}: ${plans.length} statements`)
      for (const plan of plans)
        noFullScan(every, url, {
          ...plan,
          details: plan.details.map((detail) =>
            detail.replace('observation_history', 'observation')
          )
        })
      for (const plan of plans.filter(aboutClaims)) noSort(every, url, plan)
    }
  }
)

const PAST_SERIES = [
  '/v1/forecasts?metric=goods_trade',
  '/v1/forecasts?metric=goods_trade&by=author&total=true',
  '/v1/forecasts?metric=goods_exports&by=author&country=PAK&calendar=year',
  '/v1/forecasts?metric=goods_trade&by=author&source=inform-kaz-2023',
  '/v1/projections/P001/progress?by=author',
  '/v1/projections/P001/outlook'
]

testEvery('series of an earlier revision, and what they are compared with', async (t, every) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  client.exec('CREATE TEMP TABLE generated AS SELECT 1 AS g UNION ALL SELECT 2')
  client.exec(MANY)
  const executed = recordStatements(t, client)
  for (const url of PAST_SERIES.map((one) => withParameter(one, 'as_of=2026-11-24'))) {
    executed.length = 0
    await ask(every, app, url)
    const plans = executed
      .filter(({ sql }) => / union all /.test(sql))
      .map((one) => ({ sql: one.sql, details: explain(client, one) }))
    every.ok(plans.length > 0, `${url}: ${plans.length} statements`)
    for (const { sql, details } of plans)
      noFullScan(every, url, {
        sql,
        details: details.map((detail) => detail.replace('observation_history', 'observation'))
      })
  }
})

const CHECKS = [
  '',
  'metric=goods_trade',
  'subject=PAK',
  'partner=KAZ',
  'between=PAK,KAZ',
  'metric=goods_trade&subject=PAK',
  'kind=growth',
  'product=HS2022-52',
  'product=none'
]

testEvery('the checks, by any filter and as they were', async (t, every) => {
  const watched = await buildWatched(t)
  for (const filter of CHECKS) {
    for (const more of ['', 'holds=true', 'min_ratio=2', 'as_of=2026-11-23']) {
      const url = `/v1/conflicts?${[filter, more, 'limit=2'].filter((part) => part !== '').join('&')}`
      const plans = await plansOf(every, watched, url)
      every.ok(
        plans.some(({ sql }) => /from \(?"claim_check"/.test(sql)),
        `${url}: ${plans.length} statements`
      )
      for (const plan of plans) {
        noFullScan(every, url, plan)
        every.notOk(
          plan.details.some((detail) => /^SCAN claim_check/.test(detail)),
          `${url}: checks are read by an index`
        )
      }
    }
  }
})

const FOLLOWED = [
  'metric=goods_trade',
  'country=PAK',
  'metric=goods_exports,goods_imports&country=KAZ,UZB',
  'country=WLD&event=correction',
  'metric=goods_trade&event=conflict,conflict_resolved',
  'country=KAZ&event=assessment,forecast_overtaken'
]
/** The tables that feeds walk or look up, whatever they hold. */
const WALKED =
  /^SCAN (observation|observation_history|claim_check|claim_check_history|assessment)\b/

testEvery('feeds: few rows are looked up, many are walked by revision', async (t, every) => {
  const watched = await buildWatched(t)
  for (const query of FOLLOWED) {
    const url = `/v1/feed.json?${query}&limit=2`
    for (const plan of await plansOf(every, watched, url)) feedPlan(every, url, plan)
  }
  const { client, store, executed } = watched
  for (const limits of [LIMITS, { few: 0, passed: 20 }]) {
    executed.length = 0
    const question = { metric: ['goods_trade'], country: ['PAK'] }
    const page = { after: { revision: 1, step: 0, id: 'C0300' }, limit: 10 }
    await store.snapshot((snapshot) => readFeed(snapshot, question, page, limits))
    const statements = executed.splice(0).filter(({ sql }) => /^select/i.test(sql))
    for (const statement of statements)
      feedPlan(every, JSON.stringify(limits), {
        sql: statement.sql,
        details: explain(client, statement)
      })
    const walks = statements.flatMap((statement) => explain(client, statement))
    for (const index of limits.few === 0 ? WALKS : [])
      every.ok(
        walks.some((detail) => detail.includes(index)),
        `${index} in ${walks.filter((detail) => /SEARCH|SCAN/.test(detail)).join('; ')}`
      )
  }
})

/** Pairs of revision and id lead to the very row at which a page begins. */
const WALKS = [
  'observation USING INDEX observation_recorded ((revision,id)>(?,?) AND (revision,id)<(?,?))',
  'claim_check_failed ((revision,id)>(?,?) AND (revision,id)<(?,?))',
  'claim_check_history_failed ((revision,id)>(?,?) AND (revision,id)<(?,?))',
  'claim_check_history_resolved ((retired_revision,id)>(?,?) AND (retired_revision,id)<(?,?))',
  'assessment USING INDEX assessment_recorded ((revision,id)>(?,?) AND (revision,id)<(?,?))'
]

/** Nothing is scanned, and what is walked is sorted by its index. */
function feedPlan(every: Checks, url: string, { details }: Plan): void {
  for (const detail of details) every.notMatch(detail, WALKED, `${url}: ${detail}`)
}

testEvery('all other operations, each of their parameters by itself', async (t, every) => {
  const watched = await buildWatched(t)
  const { app } = await buildTestApp(t)
  const lists = (await listsOf(app)).filter(({ path }) => path !== '/v1/observations')
  const read = [...(await readsOf(app)), ...(await geoReadsOf(app))]
  const urls = [...read.map(plainUrl), ...lists.map(plainUrl).map(csvUrl), '/']
  for (const operation of lists) {
    for (const { name, example, in: place, required } of operation.parameters) {
      if (
        place === 'query' &&
        !required &&
        example !== undefined &&
        !['q', 'format'].includes(name)
      ) {
        urls.push(
          withParameter(
            withParameter(
              plainUrl(operation),
              `${name}=${encodeURIComponent([example].flat().join(','))}`
            ),
            name === 'limit' ? '' : 'limit=2'
          )
        )
      }
    }
  }
  for (const url of someOf(urls, 40)) {
    for (const plan of await plansOf(every, watched, url.replace(/&$/, '')))
      noFullScan(every, url, plan)
  }
})

testEvery('ids that are not there are looked for around their place', async (t, every) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  const executed = recordStatements(t, client)
  for (const url of [
    '/v1/observations/C03922',
    '/v1/relations?observation=C03922',
    '/v1/metrics/goods_trad',
    '/v1/observations?source=inform'
  ]) {
    const response = await app.inject(url)
    every.ok([400, 404].includes(response.statusCode), url)
    const statements = executed.splice(0).filter(({ sql }) => /^select/i.test(sql))
    every.ok(statements.length > 0, `${url}: ${statements.length} statements`)
    for (const statement of statements)
      noFullScan(every, url, { sql: statement.sql, details: explain(client, statement) })
    executed.length = 0
  }
})

t.test('a scan would be noticed', async (t) => {
  const { client } = await buildTestApp(t, { data: 'starter' })
  const details = explain(client, {
    sql: 'SELECT * FROM observation WHERE note = ? ORDER BY text LIMIT 1',
    parameters: ['x']
  })
  t.ok(
    details.some((detail) => SCAN.test(detail) && !BY_INDEX.test(detail)),
    details.join('; ')
  )
  t.ok(
    details.some((detail) => SORTED.test(detail)),
    details.join('; ')
  )
})
