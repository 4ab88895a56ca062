import fc from 'fast-check'
import t from 'tap'
import type { Check, Claim } from '../../../src/conflicts/model/checks.ts'
import {
  corridorsAlong,
  groupsAround,
  type ScopeKey,
  scopeOf,
  scopeQuery,
  scopesOf
} from '../../../src/conflicts/model/scopes.ts'
import { scopesIn } from '../../helpers/conflict-scopes.ts'
import { runs } from '../../helpers/random.ts'
import { allOf, checksIn, claim, METRICS } from './worlds.ts'

/** A small world in which everything meets: a group, a group around it, all countries, a line. */
const GROUPS = new Map([
  ['two', ['KAZ', 'UZB']],
  ['three', ['KAZ', 'UZB', 'AFG']]
])
const LINES = new Map([['tapi', ['AFG', 'PAK']]])
const CORRIDORS = new Map([
  ['way', ['first-leg', 'last-leg']],
  ['other-way', ['last-leg', 'last-leg']]
])
const groupsOf = groupsAround(GROUPS)
const corridorsOf = corridorsAlong(CORRIDORS)

t.test('whose scope a claim is', async (t) => {
  t.same(scopeOf({ metric: 'goods_imports', subject: 'PAK', partner: 'KAZ' }), {
    family: 'goods_trade',
    subject: 'KAZ',
    partner: 'PAK'
  })
  t.same(scopeOf({ metric: 'lpi_rank', subject: 'PAK', partner: null }), {
    family: 'lpi_rank',
    subject: 'PAK',
    partner: null
  })
})

t.test('groups around an entity', async (t) => {
  t.same(
    [groupsOf('KAZ'), groupsOf('AFG'), groupsOf('two'), groupsOf('three'), groupsOf('PAK')],
    [['two', 'three'], ['three'], ['three'], [], []]
  )
})

t.test('corridors along a leg', async (t) => {
  t.same(
    [corridorsOf('first-leg'), corridorsOf('last-leg'), corridorsOf('way')],
    [['way'], ['way', 'other-way'], []]
  )
})

t.test('the scopes a claim touches', async (t) => {
  const trade = (subject: string, partner: string | null) => ({
    family: 'goods_trade',
    subject,
    partner
  })
  const touched = (metric: string, subject: string, partner: string | null) =>
    scopesOf({ metric, subject, partner }, groupsOf, corridorsOf)
  t.same(touched('goods_exports', 'PAK', 'KAZ'), [
    trade('KAZ', 'PAK'),
    trade('PAK', 'two'),
    trade('PAK', 'three')
  ])
  t.same(
    touched('goods_exports', 'KAZ', 'AFG'),
    [trade('AFG', 'KAZ'), trade('AFG', 'two')],
    'not the group both are in'
  )
  t.same(touched('goods_exports', 'PAK', 'WLD'), [
    trade('PAK', 'WLD'),
    trade('PAK', null),
    { family: 'goods_trade', shares_of: 'PAK' },
    { family: 'gdp', subject: 'PAK', partner: null }
  ])
  t.same(touched('goods_trade', 'PAK', 'WLD'), touched('goods_exports', 'PAK', 'WLD'))
  t.same(touched('goods_trade_total', 'PAK', null), [
    trade('PAK', null),
    { family: 'goods_trade', shares_of: 'PAK' },
    { family: 'gdp', subject: 'PAK', partner: null }
  ])
  t.same(touched('population', 'PAK', null), [{ family: 'gdp', subject: 'PAK', partner: null }])
  t.same(touched('route_length', 'tapi', 'AFG'), [
    { family: 'route_length', subject: 'AFG', partner: 'tapi' },
    { family: 'route_length', subject: 'tapi', partner: null }
  ])
  const length = (subject: string) => [
    { family: 'route_length', subject, partner: null },
    { family: 'railway_length', subject, partner: null }
  ]
  t.same(touched('route_length', 'first-leg', null), [
    { family: 'route_length', subject: 'first-leg', partner: null },
    ...length('way')
  ])
  t.same(touched('route_length', 'last-leg', null).slice(1), [
    ...length('way'),
    ...length('other-way')
  ])
  t.same(
    touched('railway_length', 'last-leg', null),
    [{ family: 'railway_length', subject: 'last-leg', partner: null }],
    'gives no leg its length'
  )
  t.same(touched('lpi_rank', 'PAK', null), [{ family: 'lpi_rank', subject: 'PAK', partner: null }])
})

t.test('what a scope needs', async (t) => {
  const { metrics, pairs, every_partner_of } = scopeQuery(
    { family: 'goods_trade', subject: 'PAK', partner: 'two' },
    GROUPS
  )
  t.same(metrics, [
    'goods_trade',
    'goods_exports',
    'goods_imports',
    'goods_trade_total',
    'goods_trade_balance',
    'trade_share'
  ])
  t.same(every_partner_of, [])
  const wanted = [
    'PAK two',
    'two PAK',
    'KAZ PAK',
    'PAK KAZ',
    'UZB PAK',
    'PAK UZB',
    'PAK ',
    'PAK WLD',
    'two ',
    'two WLD'
  ]
  t.same(
    pairs.map(({ subject, partner }) => `${subject} ${partner ?? ''}`),
    wanted
  )
  t.same(scopeQuery({ family: 'route_length', subject: 'tapi', partner: null }, GROUPS), {
    metrics: ['route_length'],
    pairs: [{ subject: 'tapi', partner: null }],
    every_partner_of: ['tapi']
  })
  const gdp = scopeQuery({ family: 'gdp', subject: 'PAK', partner: null }, GROUPS)
  t.same(
    [gdp.metrics.slice(-4), gdp.pairs],
    [
      ['goods_trade_total', 'goods_trade', 'goods_exports', 'goods_imports'],
      [
        { subject: 'PAK', partner: null },
        { subject: 'PAK', partner: 'WLD' }
      ]
    ],
    'GDP is compared with the trade of its country with the world'
  )
  const within = scopeQuery({ family: 'transit_teu', subject: 'KAZ', partner: 'two' }, GROUPS).pairs
  t.equal(within.length, 2, 'a member of the group itself needs no others')
})

const anyClaim = fc
  .record({
    metric: fc.constantFrom(
      'goods_exports',
      'goods_imports',
      'goods_trade',
      'goods_trade_total',
      'goods_trade_balance',
      'trade_share',
      'gdp',
      'merchandise_trade_of_gdp',
      'route_length',
      'transit_teu'
    ),
    subject: fc.constantFrom('PAK', 'PAK', 'KAZ', 'two', 'three'),
    partner: fc.constantFrom('KAZ', 'KAZ', 'UZB', 'AFG', 'two', 'three', 'PAK', 'PAK', 'WLD'),
    period: fc.constantFrom('2023', '2023', '2022', '2022-07-01/P1Y', '2023-01-01/P6M', null),
    value: fc.constantFrom(10, 20, 30, 60),
    author: fc.constantFrom('A', 'B'),
    derived: fc.boolean(),
    alone: fc.boolean()
  })
  .map(({ author, derived, alone, ...said }): Omit<Claim, 'id'> => {
    const isLine = said.metric === 'route_length'
    const isAlone = ['goods_trade_total', 'gdp', 'merchandise_trade_of_gdp'].includes(said.metric)
    const partner = isAlone || (isLine && alone) ? null : said.partner
    const { id, ...rest } = claim({
      id: '',
      ...said,
      subject: isLine ? 'tapi' : said.subject,
      partner,
      attributed_to: author,
      source: author
    })
    return {
      ...rest,
      derived_from: derived ? ['C1', 'C2', 'C3', 'C4'] : [],
      note: said.value === 20 ? '+100 %' : null
    }
  })
const edit = fc.record({
  id: fc.integer({ min: 1, max: 40 }).map((number) => `C${number}`),
  next: fc.option(anyClaim, { freq: 4 })
})

t.test(
  'checking again only what a change touches gives what checking everything gives',
  async (t) => {
    let failing = 0
    fc.assert(
      fc.property(fc.array(edit, { minLength: 60, maxLength: 120, size: 'max' }), (edits) => {
        const claims = new Map<string, Claim>()
        const kept = new Map<string, Check[]>()
        for (const { id, next } of edits) {
          const before = claims.get(id)
          if (next) claims.set(id, { ...next, id })
          else claims.delete(id)
          const changed = [before, claims.get(id)].flatMap((one) => one ?? [])
          const touched = changed
            .flatMap((one) => scopesOf(one, groupsOf, corridorsOf))
            .flatMap((ref) => ('shares_of' in ref ? sharesOf(claims, ref.shares_of) : ref))
          for (const key of touched)
            kept.set(JSON.stringify(key), checkScope([...claims.values()], key))
        }
        const [some, all] = [
          [...kept.values()].flat(),
          checksIn([...claims.values()], GROUPS, LINES)
        ]
        failing += all.filter(({ holds }) => !holds).length
        return written(some) === written(all)
      }),
      { numRuns: runs(30, 100) }
    )
    t.ok(failing > runs(30, 100), `the edits made ${failing} conflicts`)
  }
)

function sharesOf(claims: ReadonlyMap<string, Claim>, subject: string): ScopeKey[] {
  return [...claims.values()]
    .filter((one) => one.metric === 'trade_share' && one.subject === subject)
    .map(scopeOf)
}

function checkScope(claims: Claim[], key: ScopeKey): Check[] {
  const same = scopesIn({ claims, metrics: METRICS, members: GROUPS, lines: LINES }, [key])
  return same.flatMap(allOf)
}

function written(checks: Check[]): string {
  return JSON.stringify(checks.sort((a, b) => (a.key < b.key ? -1 : 1)))
}
