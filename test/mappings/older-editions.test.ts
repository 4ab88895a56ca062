// An older edition of a file does not undo the revisions of a newer one.
import t from 'tap'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { claim, file, run } from '../imports/importing.ts'
import { claimsOf, runMapped } from './mapped.ts'

/** A download of the World Bank with two years of the exports of Pakistan. */
const edition = (day: string, figures: readonly (string | number)[]) =>
  [
    '"Data Source","World Development Indicators",',
    '',
    `"Last Updated Date","${day}",`,
    '',
    '"Country Name","Country Code","Indicator Name","Indicator Code","1990","1991"',
    `"Pakistan","PAK","Merchandise exports","TX.VAL.MRCH.CD.WT","${figures.join('","')}"`
  ].join('\n')

t.test('an older edition of a source is skipped', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const next = await runMapped(store, 'worldbank', edition('2026-11-20', [115, 118]))
  t.equal(next.claims, '2 new, 0 corrected, 0 unchanged, 0 skipped')
  const before = await runMapped(store, 'worldbank', edition('2020-07-01', [107, 111]))
  t.equal(before.claims, '0 new, 0 corrected, 0 unchanged, 2 skipped')
  t.same(before.skipped.names.older.shown, [{ name: 'worldbank-wdi 2026-11-20', claims: 2 }])
  t.same(await claimsOf(store, 'worldbank-goods_exports-PAK'), [
    'worldbank-goods_exports-PAK-WLD-1990 115 A 115',
    'worldbank-goods_exports-PAK-WLD-1991 118 A 118'
  ])
  t.same(await pluck(store, `SELECT published FROM source WHERE id = 'worldbank-wdi'`), [
    '2026-11-20'
  ])
  const same = await runMapped(store, 'worldbank', edition('2026-11-20', [115, 118]))
  t.equal(same.claims, '0 new, 0 corrected, 2 unchanged, 0 skipped')
  const newest = await runMapped(store, 'worldbank', edition('2026-11-21', [115, 119]))
  t.equal(newest.claims, '0 new, 1 corrected, 1 unchanged, 0 skipped')
})

t.test('a figure of another source that was published later stays', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const id = 'worldbank-goods_exports-PAK-WLD-1990'
  await run(store, [
    file('source', [
      { id: 'copy', publisher: 'P', title: 'T', published: '2025', kind: 'academic' }
    ]),
    file('observation', [
      claim(id, {
        metric: 'goods_exports',
        partner: 'WLD',
        period: '1990',
        value: '113',
        source: 'copy'
      })
    ])
  ])
  const before = await runMapped(store, 'worldbank', edition('2020-07-01', [107, 111]))
  t.equal(before.claims, '1 new, 0 corrected, 0 unchanged, 1 skipped')
  t.same(before.skipped.names.older.shown, [{ name: 'copy 2025', claims: 1 }])
  const next = await runMapped(store, 'worldbank', edition('2026-11-27', [115, 118]))
  t.equal(next.claims, '0 new, 2 corrected, 0 unchanged, 0 skipped')
})

t.test('the day of retrieval never goes back, and a file by itself keeps it', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const retrieved = async (text: string, day?: string) => {
    const given = day === undefined ? {} : { retrieved: day }
    const { changed } = await runMapped(store, 'worldbank', text, given)
    const [now] = await pluck(store, `SELECT retrieved FROM source WHERE id = 'worldbank-wdi'`)
    return [now, changed ? 'a revision' : 'no revision']
  }
  const first = edition('2026-11-20', [115, 118])
  t.same(await retrieved(first), [null, 'a revision'])
  t.same(await retrieved(first, '2026-11-28'), ['2026-11-28', 'a revision'])
  t.same(await retrieved(first), ['2026-11-28', 'no revision'], 'a file of the same edition')
  t.same(await retrieved(first, '2026-11-27'), ['2026-11-28', 'no revision'], 'a resumed fetch')
  const next = edition('2026-11-21', [115, 119])
  t.same(await retrieved(next), ['2026-11-28', 'a revision'], 'a file of a newer edition')
  t.same(await retrieved(next, '2026-11-29'), ['2026-11-29', 'a revision'])
})

t.test('a source without a date is newer than the last day of its figures', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const undated = (year: string) =>
    claim(`worldbank-goods_exports-PAK-WLD-${year}`, {
      metric: 'goods_exports',
      partner: 'WLD',
      period: year,
      value: '113',
      source: 'copy'
    })
  await run(store, [
    file('source', [{ id: 'copy', publisher: 'P', title: 'T', kind: 'academic' }]),
    file('observation', [undated('1990'), undated('2024')])
  ])
  const before = await runMapped(store, 'worldbank', edition('2020-07-01', [107, 111]))
  t.equal(before.claims, '1 new, 0 corrected, 0 unchanged, 1 skipped')
  t.same(before.skipped.names.older.shown, [{ name: 'copy 2024-12-31', claims: 1 }])
  const next = await runMapped(store, 'worldbank', edition('2026-11-27', [115, 118]))
  t.equal(next.claims, '0 new, 2 corrected, 0 unchanged, 0 skipped')
})
