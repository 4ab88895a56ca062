// Figures that a search finds, narrowed to one side by `country=`.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

type Hit = { type: string; id: string; name: string; href: string }

t.test('only figures with the country on either side, and each leads to some', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const search = async (query: string) => {
    const { data, meta } = (await app.inject(`/v1/search?${query}`)).json()
    return { hits: data as Hit[], warnings: meta.warnings as string[] }
  }
  const series = async (query: string) =>
    (await search(`${query}&type=series`)).hits.map(({ name, id }) => `${name}: ${id}`)
  t.same(await series('q=exports&country=PAK'), [
    'Goods exports, Pakistan: metric=goods_exports&country=PAK',
    'Transit trade value, reverse, Pakistan: metric=transit_exports_value&country=PAK'
  ])
  t.same(await series('q=goods%20trade%20kazakhstan&country=Pakistan'), [
    'Goods trade turnover, Kazakhstan – Pakistan: metric=goods_trade&subject=KAZ&country=PAK'
  ])
  t.same(await series('q=goods%20trade%20pakistan%20kazakhstan&country=KAZ'), [
    'Goods trade turnover, Pakistan – Kazakhstan: metric=goods_trade&between=PAK,KAZ&country=KAZ'
  ])
  t.same(await series('q=goods%20trade%20pakistan%20kazakhstan&country=UZB'), [])
  t.same(await series('q=pakistan&country=PAK'), [], 'a place alone names no figures')
  for (const query of [
    'q=trade&country=UZB,TJK',
    'q=students&country=PAK',
    'q=transit&country=AF'
  ]) {
    const { hits, warnings } = await search(query)
    t.ok(hits.length > 0, query)
    t.same(warnings, [])
    for (const { type, href } of hits) {
      t.ok(['series', 'projection'].includes(type), `${query}: ${type}`)
      const { data } = (await app.inject(href)).json()
      const rows = [data].flat()
      t.ok(rows.length > 0, href)
      const ids = new URLSearchParams(query).get('country')?.replace('AF', 'AFG').split(',') ?? []
      for (const { subject, partner } of rows)
        t.ok(ids.includes(subject) || ids.includes(partner), `${href}: ${subject}, ${partner}`)
    }
  }
})

t.test('as CSV, in pages, and with a wrong word', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const all = (await app.inject('/v1/search?q=trade&country=PAK')).json().data
  const csv = (await app.inject('/v1/search.csv?q=trade&country=PAK')).body.trim().split('\n')
  t.same([csv.length - 1, csv[0]], [all.length, 'type,id,name,href,matched'])
  const walked = []
  for (let next = '/v1/search?q=trade&country=PAK&limit=3'; next; ) {
    const page = (await app.inject(next)).json()
    walked.push(...page.data)
    next = page.links.next
  }
  t.same(walked, all)
  const misspelt = (await app.inject('/v1/search?q=exporst&country=PAK&limit=1')).json()
  t.same(misspelt.data[0].href, '/v1/series?metric=goods_exports&country=PAK')
  t.same(misspelt.meta.warnings, [
    'q: nothing was found as it is written; the answer is for "exports" instead of "exporst".'
  ])
})

t.test('400 for a country that is none', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const message = 'No entity has the id "XX".'
  expectProblem(t, await app.inject('/v1/search?q=trade&country=XX'), 'unknown_id', {
    detail: `/query/country: ${message}`,
    errors: [{ pointer: '/query/country', message, allowed: ['an id from GET /v1/entities'] }]
  })
})

t.test('400 for types that have no sides', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const message = '`country` keeps only series and projections, and `type` names neither.'
  const response = await app.inject('/v1/search?q=trade&type=metric,source&country=PAK')
  expectProblem(t, response, 'invalid_parameter', {
    detail: `/query/type: ${message}`,
    errors: [{ pointer: '/query/type', message, allowed: ['series', 'projection'] }]
  })
})
