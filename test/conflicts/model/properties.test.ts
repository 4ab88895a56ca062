import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { CheckKind, Claim } from '../../../src/conflicts/model/checks.ts'
import { CHECK_KINDS } from '../../../src/vocabularies.ts'
import { runs } from '../../helpers/random.ts'
import { consistent } from './consistent.ts'
import { checksIn, claim, told } from './worlds.ts'

t.test('claims that are all true give no check that fails', async (t) => {
  const kinds = new Map<CheckKind, number>()
  fc.assert(
    fc.property(consistent, (claims) => {
      const checks = checksIn(claims)
      for (const { kind } of checks) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      const failing = checks.filter(({ holds }) => !holds)
      if (failing.length > 0)
        throw new Error(
          JSON.stringify({
            failing,
            claims: claims.filter(({ id }) =>
              failing.some((one) => one.claims.some((named) => named.id === id))
            )
          })
        )
    }),
    { numRuns: 150 }
  )
  const seen = [...kinds].filter(([, count]) => count >= 5).map(([kind]) => kind)
  // Legs are put to the test beside their rule.
  const kindsOfClaims = CHECK_KINDS.filter((kind) => kind !== 'sum_of_legs')
  t.same(seen.sort(), kindsOfClaims.sort(), 'every kind was put to the test')
})

t.test('the order of the claims makes no difference', async (t) => {
  fc.assert(
    fc.property(
      consistent.chain((claims) =>
        fc.tuple(
          fc.constant(claims.map(disturbed)),
          fc.shuffledSubarray(claims.map(disturbed), { minLength: claims.length })
        )
      ),
      ([claims, shuffled]) => {
        const byKey = (all: Claim[]) =>
          JSON.stringify(checksIn(all).sort((a, b) => (a.key < b.key ? -1 : 1)))
        return byKey(claims) === byKey(shuffled)
      }
    ),
    { numRuns: runs(8, 200) }
  )
  t.pass('it held')
})

/** Every third figure is another one. */
function disturbed(one: Claim, index: number): Claim {
  return index % 3 === 0 && one.value !== null ? { ...one, value: one.value * 3 } : one
}

const amount = fc.integer({ min: 1_000_000, max: 9_999_999 })
/** Far enough to be seen past rounding, the room for valuation and that for years which overlap. */
const factor = fc.double({ min: 3, max: 50, noNaN: true })

/**
 * A figure that is printed to its tenth. `1000000` would be read as a round million, right to half
 * a million up or down: three of them for a part would then fit into two for the whole.
 */
const exact = (said: Partial<Claim> & { id: string; value: number }) =>
  claim({ text: said.value.toFixed(1), ...said })

/**
 * Plants figures that are right but for the first, which is so many times too large or too small,
 * and looks for it.
 */
function planted(
  t: Test,
  kind: CheckKind,
  make: (a: number, b: number) => [wrong: Claim, ...others: Claim[]],
  tooSmall = true
) {
  fc.assert(
    fc.property(amount, amount, factor, fc.boolean(), (a, b, times, up) => {
      const [stated, ...others] = make(a, b)
      const right = told(checksIn([stated, ...others]), kind)
      const value = (stated.value ?? 0) * (up || !tooSmall ? times : 1 / times)
      const wrong = told(checksIn([{ ...stated, value, text: value.toFixed(1) }, ...others]), kind)
      const ids = [stated, ...others].map(({ id }) => id)
      const names = (one: string) => ids.every((id) => one.includes(id))
      return (
        right.every((one) => one.startsWith('holds')) &&
        wrong.some((one) => one.startsWith('fails') && names(one))
      )
    }),
    { numRuns: 60, examples: [[1_000_000, 1_000_000, 3, false]] }
  )
  t.pass(`${kind} is found`)
}

/**
 * An author's year with some of its months, and a part of the year by somebody else, who says more
 * than the year.
 */
const hidden = fc.record({
  year: amount,
  times: factor,
  months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
  others: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { maxLength: 4 })
})

t.test('a part that is more than the whole is found, whatever else is known', async (t) => {
  fc.assert(
    fc.property(hidden, ({ year, times, months, others }) => {
      const own = months.map((month, index) =>
        claim({
          id: `M${index}`,
          period: `2023-${String(month).padStart(2, '0')}`,
          value: Math.floor(year / 12)
        })
      )
      const by = (author: string) => ({ attributed_to: author, source: `paper of ${author}` })
      const wholes = others.map((share, index) =>
        claim({ id: `W${index}`, value: Math.round(year * share), ...by(`author ${index}`) })
      )
      const large = claim({
        id: 'LARGE',
        period: '2023-01-01/P7M',
        value: Math.round(year * times),
        ...by('somebody else')
      })
      const checks = checksIn([claim({ id: 'YEAR', value: year }), ...own, ...wholes, large])
      const failing = told(checks, 'part_exceeds_whole').filter((one) => one.startsWith('fails'))
      return [{ id: 'YEAR' }, ...wholes].every(({ id }) =>
        failing.some((one) => one.includes(id) && one.includes('LARGE'))
      )
    }),
    { numRuns: 100 }
  )
  t.pass('it held')
})

t.test('a planted contradiction of each kind is found', async (t) => {
  planted(t, 'contradicts', (a) => [exact({ id: 'P1', value: a }), exact({ id: 'P2', value: a })])
  planted(
    t,
    'part_exceeds_whole',
    (a, b) => [
      exact({ id: 'P1', value: a, period: '2023-01-01/P5M' }),
      exact({ id: 'P2', value: Math.min(a + b, 2 * a) })
    ],
    false
  )
  planted(t, 'sum_of_periods', (a, b) => [
    exact({ id: 'P1', value: a + b }),
    exact({ id: 'P2', value: a, period: '2023-01-01/P6M' }),
    exact({ id: 'P3', value: b, period: '2023-07-01/P6M' })
  ])
  planted(t, 'sum_of_members', (a, b) => [
    exact({ id: 'P1', partner: 'CAS5', value: 2 * a + 3 * b }),
    ...['KAZ', 'KGZ'].map((partner) => exact({ id: `P${partner}`, partner, value: a })),
    ...['TJK', 'TKM', 'UZB'].map((partner) => exact({ id: `P${partner}`, partner, value: b }))
  ])
  planted(t, 'sum_of_components', (a, b) => [
    exact({ id: 'P1', metric: 'goods_trade', value: a + b }),
    exact({ id: 'P2', value: a }),
    exact({ id: 'P3', metric: 'goods_imports', value: b })
  ])
  planted(t, 'mirror_of', (a) => [
    exact({ id: 'P1', value: a }),
    exact({ id: 'P2', metric: 'goods_imports', subject: 'KAZ', partner: 'PAK', value: 1.06 * a })
  ])
  planted(t, 'mirror_of', (a, b) => [
    exact({ id: 'P1', metric: 'goods_trade', value: a + b }),
    exact({ id: 'P2', subject: 'KAZ', partner: 'PAK', value: b, period: '2023-07-01/P1Y' }),
    exact({
      id: 'P3',
      metric: 'goods_imports',
      subject: 'KAZ',
      partner: 'PAK',
      value: a,
      period: '2023-07-01/P1Y'
    })
  ])
  planted(t, 'share_of', (a) => [
    exact({ id: 'P1', metric: 'goods_trade', value: a }),
    exact({ id: 'P2', metric: 'trade_share', value: 20, text: '20.0 %' }),
    exact({ id: 'P3', metric: 'goods_trade_total', partner: null, value: 5 * a })
  ])
  planted(t, 'growth', (a) => [
    exact({ id: 'P1', value: Math.round(1.25 * a), note: '+25.0 %' }),
    exact({ id: 'P2', value: a, period: '2022' })
  ])
})
