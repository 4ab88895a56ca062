// A page of series reads the claims of its own pairs alone, which the kept author series name. A
// span makes it walk over the claims instead; both ways give the same series.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { recordStatements } from '../app/statements.ts'
import { buildTestApp } from '../helpers/app.ts'
import { ON_SQLITE, runs } from '../helpers/random.ts'
import { testEvery } from '../helpers/test-every.ts'

type Page = { data: { id: string }[]; links: { next: string | null } }

/** The ids on all pages. */
async function walk(app: FastifyInstance, start: string): Promise<string[]> {
  const ids: string[] = []
  for (let url: string | null = start; url; ) {
    const { data, links }: Page = (await app.inject(url)).json()
    ids.push(...data.map(({ id }) => id))
    url = links.next
  }
  return ids
}

testEvery('a page found by its pairs has the series of a walk', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data }: Page = (await app.inject('/v1/metrics?limit=1000')).json()
  for (const { id } of data.slice(0, runs(12, data.length))) {
    const url = `/v1/series?metric=${id}&limit=3`
    every.same(await walk(app, url), await walk(app, `${url}&to=2099`), url)
  }
})

testEvery('with other filters too', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const filters = [
    'metric=goods_trade&partner=PAK',
    'metric=goods_trade&between=PAK,KAZ',
    'metric=goods_trade&country=UZB&calendar=year',
    'metric=goods_exports&subject=PAK&product=none',
    'metric=border_clearance_time&direction=inbound,none',
    'metric=goods_exports&calendar=fiscal_year,P3M&partner_kind=country'
  ]
  for (const filter of filters) {
    const url = `/v1/series?${filter}&limit=2`
    every.same(await walk(app, url), await walk(app, `${url}&to=2099`), url)
  }
})

t.test('a filter that nothing matches reads no claim', ON_SQLITE, async (t) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  const statements = recordStatements(t, client)
  const url = '/v1/series?metric=goods_trade&calendar=P1D'
  t.same((await app.inject(url)).json().data, [])
  const read = statements.filter(({ sql }) => /from "observation".*order by .*"subject"/.test(sql))
  t.same(read, [])
})
