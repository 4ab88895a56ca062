// Requests that match so many claims that not all of them may be read.
import type SQLite from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { ON_SQLITE } from '../helpers/random.ts'
import { insertRows } from '../helpers/rows.ts'

const COLUMNS =
  'metric, subject, partner, period, starts_on, ends_on, value, bound, text, status, ' +
  'attributed_to, source, derived_from, revision'

/** Writes `count` copies of the claim C0001; `values` changes columns, with `g` as the number. */
function copyClaim(client: SQLite.Database, count: number, values: Record<string, string>): void {
  const columns = COLUMNS.split(', ').map((name) => values[name] ?? `observation.${name}`)
  const series = values['series'] ?? 'observation.series'
  client.exec(`WITH RECURSIVE n(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM n LIMIT ${count})
    INSERT INTO observation (id, series, ${COLUMNS})
    SELECT ${values['id']}, ${series}, ${columns.join(', ')} FROM observation, n
    WHERE id = 'C0001'`)
}

/** Writes author series of the metric of the claims, of so many claims each. */
function addSeries(client: SQLite.Database, count: number, observations: number): void {
  client.exec(`WITH RECURSIVE n(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM n LIMIT ${count})
    INSERT INTO series (id, metric, subject, calendar, observations, sources)
    SELECT 's' || g, 'goods_trade', 'PAK', 'P1D', ${observations}, 1 FROM n`)
}

type Answer = {
  data: { id: string }[]
  meta: { warnings: string[] }
  links: { next: string | null }
}

async function walk(app: FastifyInstance, url: string) {
  const pages: { ids: string[]; warnings: string[] }[] = []
  for (let next: string | null = url; next !== null; ) {
    const { data, meta, links }: Answer = (await app.inject(next)).json()
    pages.push({ ids: data.map(({ id }) => id), warnings: meta.warnings })
    next = links.next
  }
  return pages
}

const EARLY =
  'This page ends early: it holds what meets all filters among the next 5,000 claims in its ' +
  'order. Follow links.next for the rest, or give more filters.'

async function buildProvisional(t: Test) {
  const made = await buildTestApp(t)
  const ids = ['C0001', 'C0002', 'C0003']
  await insertRows(made.store, { observation: ids.map((id) => ({ id, status: 'P' as const })) })
  copyClaim(made.client, 12_000, { id: "'D' || (10000 + g)", status: "'A'" })
  return made
}

t.test('200 with pages that end early where few of many claims match', ON_SQLITE, async (t) => {
  const { app } = await buildProvisional(t)
  const early = { ids: [], warnings: [EARLY] }
  t.same(await walk(app, '/v1/observations?status=P&limit=2'), [
    early,
    early,
    { ids: ['C0003', 'C0002'], warnings: [] },
    { ids: ['C0001'], warnings: [] }
  ])
  t.same(await walk(app, '/v1/observations?status=P&limit=2&sort=id'), [
    { ids: ['C0001', 'C0002'], warnings: [] },
    { ids: ['C0003'], warnings: [EARLY] },
    early,
    { ids: [], warnings: [] }
  ])
  const lines = (await app.inject('/v1/observations.csv?status=P&fields=id')).body
  t.equal(lines, 'id\nC0003\nC0002\nC0001\n', 'CSV has all of them')
})

t.test('200 without a total that would take too long to count', ON_SQLITE, async (t) => {
  const { app } = await buildProvisional(t)
  const { total, warnings } = (await app.inject('/v1/observations?status=P&total=true')).json().meta
  t.equal(total, null)
  t.same(warnings, [
    EARLY,
    'total: counting these rows would take too long; the description of the list says when.'
  ])
  const all = (await app.inject('/v1/observations?metric=goods_trade&total=true&limit=1')).json()
  t.equal(all.meta.total, 12_003)
})

t.test('200 with the newest periods of series that have many claims', ON_SQLITE, async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, { observation: [{ id: 'C0001', period: '1990' }] })
  addSeries(client, 2, 3_000)
  const day = "date('2000-01-01', '+' || (g / 2) || ' days')"
  copyClaim(client, 6_000, {
    id: "'D' || (10000 + g)",
    series: "'s' || (1 + g % 2)",
    period: day,
    starts_on: day,
    ends_on: day,
    bound: "CASE WHEN g <= 100 THEN 'about' ELSE 'exact' END"
  })
  const idsOf = async (query: string) =>
    (await walk(app, `/v1/observations?metric=goods_trade&${query}`)).flatMap(({ ids }) => ids)
  t.same(await idsOf('latest_by_author=1'), ['D16000', 'D15999', 'C0001'])
  t.same(await idsOf('latest_by_author=2&sort=id&limit=2'), [
    'C0001',
    'D15997',
    'D15998',
    'D15999',
    'D16000'
  ])
  t.same(await idsOf('latest_by_author=1&bound=about,at_most'), ['D10100', 'D10099'])
  t.same(await idsOf('latest_by_author=1&bound=exact&to=2000-01-31'), ['C0001'])
})

t.test('400 for the newest periods of more series than may be read', ON_SQLITE, async (t) => {
  const { app, store, client } = await buildTestApp(t)
  await insertRows(store, {
    observation: [{ id: 'C0001' }, { id: 'C0002', subject: 'KAZ', partner: 'PAK' }]
  })
  addSeries(client, 5_001, 1)
  copyClaim(client, 5_001, { id: "'D' || (10000 + g)", series: "'s' || g" })
  for (const name of ['latest', 'latest_by_author']) {
    const response = await app.inject(`/v1/observations?metric=goods_trade&${name}=1`)
    expectProblem(t, response, 'invalid_parameter', {
      errors: [
        {
          pointer: `/query/${name}`,
          message:
            'More than 5,000 claims or author series match, which are too many to find the ' +
            'newest of each author. Narrow them by `metric`, `subject`, `partner`, `calendar` or ' +
            'other filters.',
          allowed: [`${name} together with narrower filters`]
        }
      ]
    })
  }
  const narrow = '/v1/observations?metric=goods_trade&subject=KAZ&latest_by_author=1'
  t.same(await walk(app, narrow), [{ ids: ['C0002'], warnings: [] }])
})
