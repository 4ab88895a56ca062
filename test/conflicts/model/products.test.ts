import t from 'tap'
import type { Claim } from '../../../src/conflicts/model/checks.ts'
import { treeOf } from '../../../src/conflicts/model/product-tree.ts'
import { scopesIn } from '../../helpers/conflict-scopes.ts'
import { allOf, checksIn, claim, MEMBERS, METRICS, PRODUCTS, told } from './worlds.ts'

const of = (id: string, product: string | null, value: number, rest = {}) =>
  claim({ id, product, value, text: `$${value}`, ...rest })

t.test('claims contradict each other only about the same product', async (t) => {
  const claims = [
    of('A', 'HS2022-I', 5),
    of('B', 'HS2022-I', 9, { attributed_to: 'Another' }),
    of('C', 'HS2022-II', 7)
  ]
  t.same(told(checksIn(claims), 'contradicts'), ['fails A B'])
})

const SECTIONS = [...(PRODUCTS.partsOf.get('HS2022') ?? [])].filter((id) => id !== 'HS2022-99')
const sections = (value: number) => SECTIONS.map((id) => of(id.replace('HS2022-', 'S-'), id, value))
const IDS = sections(1).map(({ id }) => id)

t.test('sections add up to the total, without what nobody classified', async (t) => {
  const sum = (claims: Claim[]) => told(checksIn(claims), 'sum_of_products')
  t.equal(SECTIONS.length, 21)
  t.same(sum([of('T', null, 210), ...sections(10)]), [`holds T ${IDS.join(' ')}`])
  t.same(sum([of('T', null, 250), ...sections(10)]), [`fails T ${IDS.join(' ')}`])
  const unclassified = of('U', 'HS2022-99', 40)
  t.same(sum([of('T', null, 250), unclassified, ...sections(10)]), [`holds T U ${IDS.join(' ')}`])
  t.same(sum([of('T', null, 200), ...sections(10).slice(1)]), [], 'one is missing')
})

t.test('chapters stand for a section that is not there; nothing is added twice', async (t) => {
  const chapters = [of('A', 'HS2022-39', 6), of('B', 'HS2022-40', 4)]
  const others = sections(10).filter(({ product }) => product !== 'HS2022-VII')
  const checks = checksIn([of('T', null, 210), ...others, ...chapters])
  const claims = checks.find(({ kind }) => kind === 'sum_of_products')?.claims ?? []
  t.same([claims.length, claims.some(({ id }) => id === 'A')], [23, true])
  t.ok(checks.every(({ holds }) => holds))
  const both = checksIn([of('S', 'HS2022-VII', 12), ...chapters])
  t.same(told(both, 'sum_of_products'), ['fails S A B'])
})

t.test('a catalogue that lacks sections gives no sum, but parts may not exceed', async (t) => {
  const products = treeOf([{ id: 'HS2022-I', scheme: 'HS2022', parent: null }])
  const claims = [of('T', null, 100), of('A', 'HS2022-I', 40)]
  const world = { claims, metrics: METRICS, members: MEMBERS, lines: new Map(), products }
  const checks = scopesIn(world).flatMap(allOf)
  t.same(
    checks.map(({ kind, holds }) => [kind, holds]),
    [['part_exceeds_whole', true]]
  )
})

t.test('where parts are missing or may be unknown, they may not exceed the whole', async (t) => {
  const part = (value: number) => [of('T', null, 100), of('A', 'HS2022-I', value)]
  t.same(told(checksIn(part(99)), 'part_exceeds_whole'), ['holds T A'])
  t.same(told(checksIn(part(120)), 'part_exceeds_whole'), ['fails T A'])
  t.same(told(checksIn(part(120)), 'sum_of_products'), [])
  // Other headings of the chapter may not be in the catalogue.
  const heading = [of('A', 'HS2022-39', 10), of('B', 'HS2022-3901', 8)]
  t.same(told(checksIn(heading), 'part_exceeds_whole'), ['holds A B'])
})

t.test(
  'a part by another author counts alone, if the author of the whole gives parts',
  async (t) => {
    const claims = [
      of('T', null, 100),
      of('A', 'HS2022-I', 50),
      of('B', 'HS2022-II', 130, { attributed_to: 'Another', source: 'another' })
    ]
    t.same(told(checksIn(claims), 'part_exceeds_whole'), ['fails T B', 'holds T A'])
  }
)

t.test('commodities may overlap, so only the largest is compared', async (t) => {
  const goods = [of('A', 'commodity-cotton', 60), of('B', 'commodity-textiles', 70)]
  t.same(told(checksIn([of('T', null, 100), ...goods]), 'part_exceeds_whole'), ['holds T B'])
})

t.test('other periods, pairs and metrics that do not add up are left alone', async (t) => {
  const other = [
    of('T', null, 1),
    of('A', 'HS2022-I', 2, { period: '2022' }),
    of('B', 'HS2022-I', 2, { partner: 'UZB' })
  ]
  t.same(checksIn(other), [])
})
