// Metrics that are made of indicators: each code has its own.
import t from 'tap'
import { DataError } from '../../src/files/data-error.ts'
import { buildTestStore } from '../helpers/app.ts'
import { pluck } from '../helpers/pluck.ts'
import { SLOW } from '../helpers/random.ts'
import { claimsOf, mappingOf, refusals, runMapped } from './mapped.ts'

const mapping = mappingOf({ metric: { column: 'indicator' } })
const table = (...codes: string[]) =>
  `indicator,place,year,value\n${codes.map((code, at) => `${code},PAK,2023,${at}\n`).join('')}`
const METRICS = "SELECT id FROM metric WHERE id LIKE 'test-%' ORDER BY id"

t.test('codes that lose letters or signs in an id stay different', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = table('Экспорт', 'Импорт', 'A+B', 'a-b', 'Trade Balance', 'TX.VAL')
  const { claims } = await runMapped(store, mapping, content, { newMetrics: true })
  t.equal(claims, '6 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await pluck(store, METRICS), [
    'test-6e5142c4',
    'test-a-b',
    'test-a-b-ca5b7e1c',
    'test-d2ab5a1b',
    'test-trade-balance',
    'test-tx.val'
  ])
  t.same(await claimsOf(store, 'test-'), [
    'test-test-6e5142c4-PAK-2023 1 A 1',
    'test-test-a-b-PAK-2023 3 A 3',
    'test-test-a-b-ca5b7e1c-PAK-2023 2 A 2',
    'test-test-d2ab5a1b-PAK-2023 0 A 0',
    'test-test-trade-balance-PAK-2023 4 A 4',
    'test-test-tx.val-PAK-2023 5 A 5'
  ])
  const again = await runMapped(store, mapping, content)
  t.equal(again.claims, '0 new, 0 corrected, 6 unchanged, 0 skipped')
})

t.test('a code in other capitals is the same indicator', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const content = 'indicator,place,year,value\nWool,PAK,2022,1\nWOOL,PAK,2023,2\n'
  const { claims } = await runMapped(store, mapping, content, { newMetrics: true })
  t.equal(claims, '2 new, 0 corrected, 0 unchanged, 0 skipped')
  t.same(await pluck(store, METRICS), ['test-wool'])
})

t.test('two codes with one id are refused, whether the metric is new or not', async (t) => {
  const expected =
    '3 metric: a-b | codes whose metrics have different ids: the code a b has the id test-a-b ' +
    'too; /metric/codes of the mapping could name a metric for each'
  t.same(await refusals(t, mapping, table('a b', 'a-b'), { newMetrics: true }), [expected])
  const { store } = await buildTestStore(t, { data: 'starter' })
  await runMapped(store, mapping, table('a b'), { newMetrics: true })
  const error = await runMapped(store, mapping, table('a b', 'a-b')).catch((one: unknown) => one)
  if (!(error instanceof DataError)) throw new Error('it should have been refused')
  t.match(error.cells, [{ line: 3, column: 'metric', value: 'a-b' }])
})

t.test('more metrics than a file is about', SLOW, async (t) => {
  const codes = Array.from({ length: 5_001 }, (_, index) => `c${index}`)
  t.same(await refusals(t, mapping, table(...codes), { newMetrics: true }), [
    '5002 metric: c5000 | at most 5000 metrics in one file: cut it into several'
  ])
})

t.test(
  'many indicators that we lack are skipped, and ours is known among them',
  SLOW,
  async (t) => {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const rows = Array.from({ length: 45_000 }, (_, index) =>
      index % 500 === 0 ? `TEU,PAK,${1900 + index / 500},1` : `code ${index},PAK,2023,1`
    )
    const content = `indicator,place,year,value\n${rows.join('\n')}\n`
    const { claims, skipped } = await runMapped(store, mappingOf(), content)
    t.equal(claims, '90 new, 0 corrected, 0 unchanged, 44910 skipped')
    t.same(skipped.names.indicator.shown.length, 50)
  }
)
