// The currency of a stated figure: before or behind it, by sign, word or code.
import t from 'tap'
import { contextOf, type Reading, readingsOf } from './read.ts'

const FIVE = (currency: string | null): Reading => [5e6, 5e5, 'exact', currency]
const may = (...codes: string[]) => `The currency may be ${codes.join(' or ')}: write its code.`

t.test('signs, words and codes (ISO 4217), before and behind', async (t) => {
  const wanted = {
    '$5 million': FIVE('USD'),
    'US$ 5 million': FIVE('USD'),
    'USD 5 million': FIVE('USD'),
    usd5m: FIVE('USD'),
    '5 million USD': FIVE('USD'),
    '5 million $': FIVE('USD'),
    '5M$': FIVE('USD'),
    '5 million US dollars': FIVE('USD'),
    '5 million dollar': FIVE('USD'),
    '€5 million': FIVE('EUR'),
    '5 million euros': FIVE('EUR'),
    '£5 million': FIVE('GBP'),
    '5 million pounds sterling': FIVE('GBP'),
    'PKR 5 million': FIVE('PKR'),
    '5 million PKR': FIVE('PKR'),
    '5 million Pakistani rupees': FIVE('PKR'),
    '₹5 million': FIVE('INR'),
    '5 million Indian rupees': FIVE('INR'),
    '5 млн тенге': FIVE('KZT'),
    '₸5 million': FIVE('KZT'),
    '5 million tenge a year': FIVE('KZT'),
    '₽5 млн': FIVE('RUB'),
    '5 млн рублей': FIVE('RUB'),
    '5 million roubles': FIVE('RUB'),
    '5 млн сумов': FIVE('UZS'),
    '5 млн сомов': FIVE('KGS'),
    '5 million somoni': FIVE('TJS'),
    '5 million yuan': FIVE('CNY'),
    'RMB 5 million': FIVE('CNY'),
    'JPY 5 million': FIVE('JPY'),
    '5 million Turkmenistani manats': FIVE('TMT'),
    '5 million rials': FIVE('IRR'),
    '5 million afghanis': FIVE('AFN'),
    '5 million laris': FIVE('GEL'),
    '₼5 million': FIVE('AZN'),
    '5 million': FIVE(null)
  }
  t.same(readingsOf(contextOf('USD'), Object.keys(wanted)), wanted)
})

t.test('what several currencies are called is told apart by the sides', async (t) => {
  const texts = ['Rs 5 million', '₨5 million', '5 million rupees', '5 млн рупий', '¥5 million']
  const others = ['5 million manats', '5 млн манатов']
  const all = (...readings: unknown[]) =>
    Object.fromEntries([...texts, ...others].map((text, index) => [text, readings[index]]))
  const rupees = may('PKR', 'INR')
  const [yen, manats] = [may('CNY', 'JPY'), may('TMT', 'AZN')]
  const read = (...local: string[]) => readingsOf(contextOf('USD', local), [...texts, ...others])
  t.same(read(), all(rupees, rupees, rupees, rupees, yen, manats, manats))
  const ofPakistan = FIVE('PKR')
  t.same(
    read('PKR', 'KZT'),
    all(ofPakistan, ofPakistan, ofPakistan, ofPakistan, yen, manats, manats)
  )
  const ofIndia = FIVE('INR')
  const [yuan, turkmen] = [FIVE('CNY'), FIVE('TMT')]
  t.same(read('INR', 'CNY', 'TMT'), all(ofIndia, ofIndia, ofIndia, ofIndia, yuan, turkmen, turkmen))
  t.same(
    read('PKR', 'INR', 'CNY', 'JPY'),
    all(rupees, rupees, rupees, rupees, yen, manats, manats),
    'both sides'
  )
})

t.test('money is refused where the metric counts something else', async (t) => {
  const read = (unit: string) => readingsOf(contextOf(unit), ['$5 million'])['$5 million']
  t.equal(read('tonne'), 'The metric is counted in tonne, not in money.')
  t.equal(read('percent'), 'The metric is counted in percent, not in money.')
  t.equal(read('LCU_per_USD'), 'The metric is counted in LCU_per_USD, not in money.')
})

t.test('a price is money too', async (t) => {
  const wanted = {
    '$500 a container': [500, 0.5, 'exact', null],
    '500 dollars per container': [500, 0.5, 'exact', null],
    'USD 500': [500, 0.5, 'exact', null],
    '500': [500, 0.5, 'exact', null],
    'Rs 500 a container': 'The metric is counted in USD_per_container, not in money.'
  }
  t.same(readingsOf(contextOf('USD_per_container', ['PKR']), Object.keys(wanted)), wanted)
})

// The rest is read as another figure than the text says.

t.test('a price per another unit is converted or refused', async (t) => {
  const read = { ...readingsOf(contextOf('USD_per_tonne'), ['$5 per kg', '$500 a barrel']) }
  const ofBoxes = readingsOf(contextOf('USD_per_TEU'), ['$500 per FEU'])
  const right: Record<string, number> = { '$5 per kg': 5_000, '$500 per FEU': 250 }
  const wrong = Object.entries({ ...read, ...ofBoxes }).filter(
    ([text, reading]) => Array.isArray(reading) && reading[0] !== right[text]
  )
  t.same(wrong, [])
})

t.test('the dollars of other countries are not those of the United States', async (t) => {
  const read = readingsOf(contextOf('USD'), ['A$5 million', 'C$5 million', 'HK$5 million'])
  t.same(
    Object.entries(read).filter(([, reading]) => Array.isArray(reading)),
    []
  )
})

t.test('somoni are not som', async (t) => {
  t.same(readingsOf(contextOf('USD'), ['5 млн сомони']), { '5 млн сомони': FIVE('TJS') })
})

t.test('a currency beside a number in words, or behind a point, is not lost', async (t) => {
  const read = readingsOf(contextOf('USD', ['PKR', 'KZT']), [
    'five million rupees',
    'five million tenge',
    '5 млн. тенге',
    '5000 тыс. тенге',
    '5 million U.S. dollars'
  ])
  const right: Record<string, string> = {
    'five million rupees': 'PKR',
    'five million tenge': 'KZT',
    '5 млн. тенге': 'KZT',
    '5000 тыс. тенге': 'KZT',
    '5 million U.S. dollars': 'USD'
  }
  const wrong = Object.entries(read).filter(
    ([text, reading]) => Array.isArray(reading) && reading[3] !== right[text]
  )
  t.same(wrong, [])
})
