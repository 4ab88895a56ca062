import t from 'tap'
import { readSeriesId, seriesId } from '../src/series-id.ts'

const TRADE = {
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  direction: null,
  mode: null,
  product: null,
  calendar: 'P1Y-01'
}
const FULL = {
  metric: 'border_time',
  subject: 'torkham',
  partner: 'AFG',
  direction: 'outbound',
  mode: 'road',
  product: 'HS2022-52',
  calendar: 'P8M-07'
}

t.test('an id names every dimension in its place', async (t) => {
  t.equal(seriesId(TRADE), 'goods_trade~PAK~KAZ~~~~P1Y-01')
  t.equal(seriesId(FULL), 'border_time~torkham~AFG~outbound~road~HS2022-52~P8M-07')
  t.equal(encodeURIComponent(seriesId(TRADE)), seriesId(TRADE), 'an address needs no escape')
})

t.test('an id is read back to the same dimensions', async (t) => {
  for (const one of [TRADE, FULL]) t.same(readSeriesId(seriesId(one)), one)
})

t.test('texts of another form are no ids', async (t) => {
  const texts = [
    '',
    'goods_trade',
    'goods_trade~PAK~KAZ~P1Y-01',
    'goods_trade~PAK~KAZ~~~~',
    'goods_trade~PAK~KAZ~~~~year',
    '~PAK~KAZ~~~~P1Y-01',
    'goods_trade~~KAZ~~~~P1Y-01',
    'goods_trade~PAK~KAZ~~~~P1Y-01~',
    'goods_trade~PAK~KAZ~~~~P1Y-13'
  ]
  t.same(
    texts.filter((text) => readSeriesId(text) !== undefined),
    []
  )
})
