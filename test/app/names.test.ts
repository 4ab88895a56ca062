// `names` adds names beside ids, in JSON and CSV. Without it no answer changes.
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'
import { recordStatements } from './statements.ts'

const PAIR = 'metric=goods_trade&between=PAK,KAZ&from=2023&to=2023'
const LISTS: Record<string, string[]> = {
  [`/v1/observations?${PAIR}`]: ['metric_name', 'subject_name', 'partner_name', 'product_name'],
  [`/v1/series?${PAIR}`]: ['metric_name', 'subject_name', 'partner_name', 'product_name'],
  '/v1/projections?scenario=strengthened-ties&subject=PAK&partner=KAZ': [
    'metric_name',
    'subject_name',
    'partner_name'
  ],
  '/v1/forecasts?metric=goods_exports&subject=PAK': [
    'metric_name',
    'series_subject_name',
    'series_partner_name',
    'series_product_name'
  ],
  '/v1/conflicts?metric=goods_trade&between=PAK,KAZ': [
    'metric_name',
    'subject_name',
    'partner_name',
    'product_name',
    'claim_metric_name',
    'claim_subject_name',
    'claim_partner_name',
    'claim_product_name'
  ],
  '/v1/events?entity=khunjerab': ['entity_name']
}

t.test('names of countries in the language, of other things in English', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const named = async (url: string) => {
    const { metric_name, subject_name, partner_name, entity_name } = (await app.inject(url)).json()
      .data[0]
    return [metric_name, subject_name, partner_name, entity_name].filter(
      (name) => name !== undefined
    )
  }
  const claim = `/v1/observations?${PAIR}&subject=KAZ`
  t.same(await named(`${claim}&names=en`), ['Goods trade turnover', 'Kazakhstan', 'Pakistan'])
  t.same(await named(`${claim}&names=ru`), ['Goods trade turnover', 'Казахстан', 'Пакистан'])
  t.same(await named(`${claim}&names=ur`), ['Goods trade turnover', 'قازقستان', 'پاکستان'])
  t.same(await named(`${claim}&names=kk`), ['Goods trade turnover', 'Қазақстан', 'Пәкістан'])
  t.same(await named('/v1/events?entity=khunjerab&names=ru'), ['Khunjerab Pass'])
  t.same(await named(claim), [], 'absent without the parameter')
})

t.test('a country without a name in the language is named in English', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { observation: [{ subject: 'UZB', partner: null }] })
  const { data } = (await app.inject('/v1/observations?names=kk')).json()
  t.match(data, [{ subject_name: 'Uzbekistan', partner_name: null }])
})

testEvery('CSV has the same names, in columns that are there only then', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [url, columns] of Object.entries(LISTS)) {
    const csv = async (query: string): Promise<Record<string, string>[]> =>
      parse((await app.inject(`${url}&format=csv${query}`)).body, { columns: true })
    const [plain = {}] = await csv('')
    const [named = {}] = await csv('&names=ru')
    every.same(
      Object.keys(named).filter((name) => !(name in plain)),
      columns,
      url
    )
    // All of these figures are totals.
    const others = columns.filter((column) => !column.endsWith('product_name'))
    for (const column of others) every.ok(named[column], `${url} ${column}: ${named[column]}`)
    const [chosen = {}] = await csv(`&fields=${columns}`)
    every.same(Object.keys(chosen), columns, `${url}: they can be named without names=`)
    every.equal((await app.inject(`${url}&names=ru`)).statusCode, 200, `${url}: as documented`)
  }
})

testEvery('fields can name them in JSON too, then in English', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { data } = (await app.inject(`/v1/observations?${PAIR}&fields=subject_name,value`)).json()
  every.same(data, [
    { subject_name: 'Kazakhstan', value: 52500000 },
    { subject_name: 'Pakistan', value: 400000000 }
  ])
})

testEvery('single things have names too', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const data = async (url: string) => (await app.inject(url)).json().data
  every.equal((await data('/v1/observations/C0392?names=ru')).subject_name, 'Казахстан')
  every.equal((await data('/v1/projections/P001?names=ru')).subject_name, 'Пакистан')
  every.equal((await data('/v1/events/E021?names=ru')).entity_name, 'Khunjerab Pass')
  every.notOk('subject_name' in (await data('/v1/observations/C0392')))
})

testEvery('a page takes two more statements, however many rows it has', async (t, every) => {
  const { app, client } = await buildTestApp(t, { data: 'starter' })
  const executed = recordStatements(t, client)
  const count = async (url: string) => {
    const before = executed.length
    await app.inject(url)
    return executed.length - before
  }
  for (const limit of [1, 1000]) {
    // What claims refer to is read once for a revision.
    await count(`/v1/observations?limit=${limit}`)
    const plain = await count(`/v1/observations?limit=${limit}`)
    const named = await count(`/v1/observations?limit=${limit}&names=en`)
    every.equal(named - plain, 2, `${limit} rows`)
  }
})

testEvery('another language is refused with the list', async (t, every) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/v1/observations?names=de')
  every.equal(response.statusCode, 400)
  every.match(response.json().errors[0].allowed.slice(0, 3), ['en', 'ru', 'ur'])
})
