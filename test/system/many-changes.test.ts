// An import that touches more things than are looked after one by one.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { claim, csv, run } from '../imports/importing.ts'

t.test('many things touched are everything, and the figures are right', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const codes = await pluck(
    store,
    `SELECT code FROM country WHERE code NOT IN ('PAK', 'KAZ') ORDER BY code`
  )
  const pairs = codes.flatMap((subject) =>
    codes.filter((code) => code !== subject).map((partner) => ({ subject, partner }))
  )
  const rows = pairs.slice(0, 50_010).map((pair, index) => claim(`M${index}`, pair))
  await run(store, [{ file: 'many', bytes: [csv('observation', rows)] }])
  t.same(
    await pluck(store, `SELECT observations FROM metric_coverage WHERE metric = 'goods_trade'`),
    await pluck(store, `SELECT count(*) FROM observation WHERE metric = 'goods_trade'`)
  )
  t.same(
    await pluck(
      store,
      'SELECT count(*) FROM series WHERE observations <> (SELECT count(*) FROM observation ' +
        'WHERE series = series.id)'
    ),
    [0]
  )
})
