import t from 'tap'
import { nearest, SUGGESTIONS_MAX } from '../../src/identifiers/nearest.ts'

const METRICS = [
  'goods_exports',
  'goods_imports',
  'goods_trade',
  'port_throughput',
  'students',
  'transit_teu',
  'transit_time'
]

t.test('a slip of the hand finds what was meant, first', async (t) => {
  t.equal(nearest('goods_trad', METRICS)[0], 'goods_trade')
  t.equal(nearest('good_trade', METRICS)[0], 'goods_trade')
  t.equal(nearest('GOODS_TRADE', METRICS)[0], 'goods_trade')
  t.equal(nearest('studnets', METRICS)[0], 'students')
})

t.test(
  'a part of a word finds the words that begin with it before those that hold it',
  async (t) => {
    t.same(nearest('transit', [...METRICS, 'rail_transit']), [
      'transit_teu',
      'transit_time',
      'rail_transit'
    ])
    t.same(nearest('throughput', METRICS), ['port_throughput'])
  }
)

t.test('a code of two or three letters is near to no other code', async (t) => {
  t.same(nearest('PAX', ['KAZ', 'PAK', 'UZB', 'CHN', 'PAN']), [])
  t.same(nearest('UK', ['UKR', 'UA']), [])
  t.same(nearest('none', ['MNE']), [])
  t.same(nearest('pak', ['KAZ', 'PAK']), ['PAK'], 'but to itself in another case')
  t.same(nearest('teu', ['transit_teu']), ['transit_teu'], 'and to words that hold it')
})

t.test('in alphabetical order where equally near', async (t) => {
  t.same(nearest('AAAA', ['AAAC', 'AAAB']), ['AAAB', 'AAAC'])
})

t.test('what is near to nothing finds nothing', async (t) => {
  t.same(nearest('zzzzzzzzzzzz', METRICS), [])
  t.same(nearest('goods', []), [])
})

t.test('at most five, the nearest', async (t) => {
  const words = Array.from({ length: 40 }, (_, n) => `port-${String(n).padStart(2, '0')}`)
  t.equal(SUGGESTIONS_MAX, 5)
  t.same(nearest('port-7', words.toReversed()), [
    'port-07',
    'port-17',
    'port-27',
    'port-37',
    'port-00'
  ])
})

t.test('the same id in another case is the nearest of all', async (t) => {
  const ids = Array.from({ length: 1_000 }, (_, n) => `C${String(n).padStart(4, '0')}`)
  t.equal(nearest('c0392', ids)[0], 'C0392')
})

t.test('a text of any length is compared by its first hundred characters', async (t) => {
  t.same(nearest('x'.repeat(4_000), ['x'.repeat(100), 'y']), ['x'.repeat(100)])
})

t.test('a number with more digits than any there is is near to none', async (t) => {
  t.same(nearest('C99999', ['C0998', 'C0999', 'P001']), [])
  t.same(nearest('C9999', ['C0999', 'C1000']), ['C0999'])
  t.same(nearest('C00019', ['C0001', 'C00018']), ['C0001', 'C00018'])
  t.same(nearest('P0011', ['P-001', 'P0012']), ['P0012', 'P-001'])
})
