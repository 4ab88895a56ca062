import t from 'tap'
import { mirrorsOf } from '../../../src/figure-checks/model/mirrors.ts'
import type { DIRECTIONS } from '../../../src/vocabularies.ts'

type Direction = (typeof DIRECTIONS)[number] | null
/** The mirrors, each as its metric, subject, partner and direction. */
function mirrors(
  metric: string,
  subject: string,
  partner: string | null,
  direction: Direction = null
): string[] {
  return mirrorsOf({ metric, subject, partner, direction }).map((one) =>
    [one.metric, one.subject, one.partner ?? '', one.direction ?? ''].join('~')
  )
}

t.test('a flow: told by the partner, the other way, the other metric', async (t) => {
  t.same(mirrors('goods_exports', 'PAK', 'KAZ'), [
    'goods_imports~KAZ~PAK~',
    'goods_exports~KAZ~PAK~',
    'goods_imports~PAK~KAZ~'
  ])
  t.same(mirrors('goods_imports', 'KAZ', 'PAK'), [
    'goods_exports~PAK~KAZ~',
    'goods_imports~PAK~KAZ~',
    'goods_exports~KAZ~PAK~'
  ])
})

t.test('the same metric from both sides has one mirror', async (t) => {
  t.same(mirrors('goods_trade', 'PAK', 'KAZ'), ['goods_trade~KAZ~PAK~'])
})

t.test('without a partner only the other metric', async (t) => {
  t.same(mirrors('goods_exports', 'PAK', null), ['goods_imports~PAK~~'])
  t.same(mirrors('import_cargo_tonnage', 'gwadar-port', null), [
    'export_cargo_tonnage~gwadar-port~~'
  ])
  t.same(mirrors('lpi_rank', 'PAK', null), [])
})

t.test('the other direction of traffic, which sides keep', async (t) => {
  t.same(mirrors('border_cost', 'torkham', null, 'inbound'), ['border_cost~torkham~~outbound'])
  t.same(mirrors('border_cost', 'torkham', null, 'outbound'), ['border_cost~torkham~~inbound'])
  t.same(mirrors('border_cost', 'torkham', null, 'all'), [])
  t.same(mirrors('transit_teu', 'KAZ', 'PAK', 'inbound'), [
    'transit_teu~PAK~KAZ~inbound',
    'transit_teu~KAZ~PAK~outbound'
  ])
})

t.test('only whole words of an id are turned', async (t) => {
  t.same(mirrors('exporters', 'PAK', null), [])
  t.same(mirrors('transit_exports_value', 'KAZ', null), ['transit_imports_value~KAZ~~'])
})

t.test('other parts stay as they are', async (t) => {
  const thing = {
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    direction: null,
    mode: 'rail',
    product: 'HS2022-52'
  }
  t.same(mirrorsOf(thing), [{ ...thing, subject: 'KAZ', partner: 'PAK' }])
})
