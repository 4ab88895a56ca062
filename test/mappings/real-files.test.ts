// The real files of test/mappings/files, imported by their mappings with no hand work.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { claimsOf, realFile, runMapped } from './mapped.ts'

t.test(
  'a download of the World Bank: years in columns, header on line 5, comma at the end',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const content = realFile('worldbank-API_PAK_DS2_en_csv_v2.csv')
    const first = await runMapped(store, 'worldbank', content, { newMetrics: true })
    t.equal(first.claims, '684 new, 0 corrected, 0 unchanged, 0 skipped')
    t.same(await claimsOf(store, 'worldbank-container_throughput-PAK-2001'), [
      'worldbank-container_throughput-PAK-2001 878892 A 878892'
    ])
    const again = await runMapped(store, 'worldbank', content)
    t.same(
      [again.changed, again.claims],
      [false, '0 new, 0 corrected, 684 unchanged, 0 skipped'],
      'metrics that were made before are known without --new-metrics'
    )
  }
)

t.test('a newer edition of the World Bank corrects figures and the source', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const text = realFile('worldbank-API_PAK_DS2_en_csv_v2.csv').toString()
  await runMapped(store, 'worldbank', text)
  const newer = text.replace('2020-07-01', '2021-02-17').replace('"878892"', '"878893"')
  const { claims, counts } = await runMapped(store, 'worldbank', newer)
  t.equal(claims, '0 new, 1 corrected, 142 unchanged, 541 skipped')
  t.same(counts.source, { inserted: 0, corrected: 1, withdrawn: 0, kept: 0, unchanged: 0 })
})

t.test('Our World in Data: what we lack is skipped, counted and listed, or made', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = realFile('owid-trade-as-share-of-gdp.csv')
  const without = await runMapped(store, 'owid', content)
  t.equal(without.claims, '0 new, 0 corrected, 0 unchanged, 900 skipped')
  t.same(without.skipped.names.indicator.shown, [{ name: 'Trade (% of GDP)', claims: 900 }])
  t.same(without.skipped.names.place.shown[0], { name: 'East Asia and Pacific (WB)', claims: 65 })
  const { claims, counts } = await runMapped(store, 'owid', content, { newMetrics: true })
  t.equal(claims, '399 new, 0 corrected, 0 unchanged, 501 skipped')
  t.equal(counts.metric?.inserted, 1)
  t.same(await claimsOf(store, 'owid-trade_of_gdp-KAZ-2023'), [
    'owid-trade_of_gdp-KAZ-2023 61.962383 A 61.962383'
  ])
})

t.test(
  'the State Bank of Pakistan: months in rows, series in columns, million dollars',
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const { claims, skipped, warnings } = await runMapped(
      store,
      'sbp',
      realFile('sbp-balance-of-payments-monthly.csv')
    )
    t.equal(claims, '134 new, 0 corrected, 0 unchanged, 67 skipped')
    t.same(skipped.names.indicator.shown, [{ name: 'balance', claims: 67 }])
    t.same(await claimsOf(store, 'sbp-goods_exports-PAK-WLD-2021-01'), [
      'sbp-goods_exports-PAK-WLD-2021-01 2100000000 A 2100 million'
    ])
    t.same(warnings, [], 'the text has the size of the value')
  }
)
