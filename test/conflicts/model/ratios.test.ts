// Ratios against the figures that they were computed from, and the balance of trade.
import t from 'tap'
import type { Claim } from '../../../src/conflicts/model/checks.ts'
import { checksIn, claim, told } from './worlds.ts'

/** A figure of Pakistan in 2023, as one office prints it. */
function figure(said: Partial<Claim> & { id: string }): Claim {
  return claim({ partner: null, attributed_to: 'An office', source: 'a-yearbook', ...said })
}
const trade = (said: Partial<Claim> & { id: string }) => figure({ partner: 'WLD', ...said })

t.test('GDP per head times population is GDP, within the printed digits', async (t) => {
  const people = figure({ id: 'P', metric: 'population', value: 2_000, text: '2000.0' })
  const head = figure({ id: 'H', metric: 'gdp_per_capita_constant', value: 1_500, text: '1500.0' })
  const gdp = (value: number, said: Partial<Claim> = {}) =>
    figure({ id: 'G', metric: 'gdp_constant', value, text: value.toFixed(1), ...said })
  t.match(
    checksIn([people, head, gdp(3_000_100)]).filter(({ kind }) => kind === 'ratio_of'),
    [
      {
        key: 'ratio_of|gdp_per_capita_constant|PAK||||2023-01-01/2023-12-31|An office',
        stated: { low: 1_499.95 * 1_999.95, high: 1_500.05 * 2_000.05 },
        expected: { low: 3_000_099.95, high: 3_000_100.05 },
        difference: 0,
        periods: 'equal',
        claims: [
          { id: 'H', role: 'stated' },
          { id: 'P', role: 'total' },
          { id: 'G', role: 'part' }
        ]
      }
    ]
  )
  t.same(told(checksIn([people, head, gdp(3_000_400)]), 'ratio_of'), ['fails H P G'])
  t.same(
    told(checksIn([people, head, gdp(3_120_000, { source: 'a-later-yearbook' })]), 'ratio_of'),
    ['holds H P G'],
    'another document may be another edition'
  )
  t.same(
    told(checksIn([people, head, gdp(3_200_000, { source: 'a-later-yearbook' })]), 'ratio_of'),
    ['fails H P G'],
    'but editions do not differ by more than 5 percent without a break'
  )
})

t.test('dollars of the period and dollars of 2015 are not compared', async (t) => {
  const people = figure({ id: 'P', metric: 'population', value: 2_000, text: '2000.0' })
  const head = figure({ id: 'H', metric: 'gdp_per_capita_constant', value: 1_500 })
  const nominal = figure({ id: 'G', metric: 'gdp', value: 9_000_000 })
  t.same(told(checksIn([people, head, nominal]), 'ratio_of'), [])
  const nominalHead = figure({ id: 'N', metric: 'gdp_per_capita', value: 1_500 })
  t.same(told(checksIn([people, nominalHead, nominal]), 'ratio_of'), ['fails N P G'])
  const earlier = { ...nominal, period: '2022', starts_on: '2022-01-01', ends_on: '2022-12-31' }
  t.same(told(checksIn([people, nominalHead, earlier]), 'ratio_of'), [], 'nor other years')
})

t.test('trade as a share of GDP, against a total or exports and imports', async (t) => {
  const gdp = figure({ id: 'G', metric: 'gdp', value: 1_000, text: '1000.0' })
  const share = figure({ id: 'S', metric: 'merchandise_trade_of_gdp', value: 40, text: '40.0' })
  const [exports, imports] = [
    trade({ id: 'X', value: 150, text: '150.0' }),
    trade({ id: 'M', metric: 'goods_imports', value: 250, text: '250.0' })
  ]
  const total = (value: number, said: Partial<Claim> = {}) =>
    figure({ id: 'T', metric: 'goods_trade_total', value, text: value.toFixed(1), ...said })
  const found = (...claims: Claim[]) => told(checksIn([gdp, share, ...claims]), 'ratio_of')
  t.same(found(exports, imports), ['holds S G X M'])
  t.same(found(exports), [], 'one side is not the whole')
  t.same(found(total(400)), ['holds S G T'])
  t.same(found(total(480)), ['fails S G T'])
  t.same(found(total(480), exports, imports), ['fails S G T'], 'the own figure of the author')
  t.same(
    found(total(480, { attributed_to: 'A paper', source: 'a-paper' }), exports, imports),
    ['holds S G T X M'],
    'a share that fits one of two figures is no conflict'
  )
  t.same(
    told(checksIn([gdp, share, { ...exports, partner: 'KAZ' }, imports]), 'ratio_of'),
    [],
    'trade with one partner is not all trade'
  )
})

t.test('a balance is exports less imports', async (t) => {
  const exports = trade({ id: 'X', value: 150, text: '150.0' })
  const imports = trade({ id: 'M', metric: 'goods_imports', value: 250, text: '250.0' })
  const balance = (value: number) =>
    trade({ id: 'B', metric: 'goods_trade_balance', value, text: value.toFixed(1) })
  const found = (...claims: Claim[]) =>
    checksIn(claims).map(({ kind, holds }) => `${kind} ${holds ? 'holds' : 'fails'}`)
  t.same(found(exports, imports, balance(-100)), ['sum_of_components holds'])
  t.same(found(exports, imports, balance(100)), ['sum_of_components fails'], 'its sign counts')
  t.same(found(exports, imports), [], 'imports may be more than exports')
  t.same(found(exports, balance(-100)), [])
})
