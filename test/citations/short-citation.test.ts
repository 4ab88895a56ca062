// `meta.citation` of a claim, a projection and a series, and nowhere else.
import t from 'tap'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

t.test('one line in the meta of JSON', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const cited = async (url: string) => (await app.inject(url)).json().meta.citation
  t.equal(
    await cited('/v1/observations/C0392'),
    'Kazinform (citing Trend), 2024-08-21, via Corridor Metrics, C0392, revision 1'
  )
  t.equal(
    await cited('/v1/projections/P001'),
    'Archyworldys, no date, via Corridor Metrics, P001, revision 1'
  )
  t.equal(
    await cited('/v1/series/goods_trade~PAK~KAZ~~~~P1Y-01?rule=median&fields=id'),
    'Corridor Metrics, 2026-11-23, series goods_trade~PAK~KAZ~~~~P1Y-01 by the rule median, ' +
      'revision 1'
  )
  t.equal(await cited('/v1/observations?limit=1'), undefined, 'not on lists')
  t.equal(await cited('/v1/metrics/goods_trade'), undefined)
})

t.test('the revision in it is the one of meta, which shows the same as of it', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { projection: [{}], observation: [{}] })
  await insertRows(store, { observation: [{ value: 7 }] }, { time: '2026-01-02T03:04:05Z' })
  for (const path of ['projections/P001', 'observations/C0001']) {
    const now = (await app.inject(`/v1/${path}`)).json()
    t.match(now.meta.citation, new RegExp(`revision ${now.meta.revision}$`), path)
    const then = (await app.inject(`/v1/${path}?as_of=${now.meta.revision}`)).json()
    t.same(then, now, path)
  }
})
