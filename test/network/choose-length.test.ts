import t from 'tap'
import { chooseLength, type LengthClaim } from '../../src/network/choose-length.ts'

/** A length as a newspaper prints it. */
function claim(said: Partial<LengthClaim> & { id: string }): LengthClaim {
  return {
    value: null,
    low: null,
    high: null,
    bound: 'exact',
    status: 'A',
    source: 'a-paper',
    source_kind: 'press',
    published: null,
    ...said
  }
}
const computed = claim({
  id: 'computed',
  value: 120,
  bound: 'about',
  status: 'E',
  source: 'formula',
  source_kind: 'dataset'
})
const range = {
  ...computed,
  id: 'range',
  value: null,
  low: 105,
  high: 150,
  bound: 'range'
} as const
const limit = claim({ id: 'limit', value: 100, bound: 'at_least' })
const paper = claim({ id: 'paper', value: 130 })
const ministry = claim({ id: 'ministry', value: 135, source_kind: 'government_statement' })
const none = new Set<string>()

const choose = (...claims: LengthClaim[]) => chooseLength(claims, none)

t.test('nothing to choose from', async (t) => {
  t.equal(choose(), null)
  t.equal(choose(range), null, 'a range alone names no length, and none is made up')
})

t.test('the preferred claim decides, whatever it is', async (t) => {
  t.same(chooseLength([ministry, paper, limit], new Set(['paper', 'of another leg'])), {
    value: 130,
    low: 100,
    high: 135,
    computed: false,
    observation: 'paper'
  })
  t.equal(chooseLength([ministry, limit], new Set(['limit']))?.observation, 'limit')
  t.equal(
    chooseLength([range, paper], new Set(['range']))?.observation,
    'paper',
    'unless it has no value'
  )
  t.equal(
    chooseLength([ministry, paper, computed], new Set(['computed', 'paper']))?.observation,
    'paper',
    'the rule decides between two that are preferred'
  )
})

t.test('the rule, one step after the other, in any order of the claims', async (t) => {
  const older = claim({ id: 'a', value: 1, published: '2019-12-31' })
  const newer = claim({ id: 'c', value: 2, published: '2020' })
  const same = claim({ id: 'b', value: 3, published: '2020' })
  const most = { ...limit, id: 'most', bound: 'at_most', source_kind: 'press' } as const
  const ranked = [ministry, same, newer, older, paper, computed, limit, most]
  for (const [index, best] of ranked.entries()) {
    const left = ranked.slice(index)
    t.equal(choose(...left)?.observation, best.id)
    t.equal(choose(...left.toReversed())?.observation, best.id)
  }
})

t.test('a computed length has the range that was computed with it', async (t) => {
  const expected = { value: 120, low: 105, high: 150, computed: true, observation: 'computed' }
  const foreign = { ...range, id: 'foreign', source: 'another-formula', low: 1, high: 999 }
  t.same(choose(computed, range, foreign, limit), expected)
  t.same(
    chooseLength([computed, range, paper, claim({ id: 'far', value: 300 })], new Set(['computed'])),
    expected,
    'also if published lengths are outside'
  )
  t.same(choose(computed), { ...expected, low: 120, high: 120 }, 'one without a range')
})

t.test('a published length spans all that is published', async (t) => {
  const between = claim({ id: 'between', low: 125, high: 140, bound: 'range' })
  t.same(choose(paper, between, limit, computed, range), {
    value: 130,
    low: 100,
    high: 140,
    computed: false,
    observation: 'paper'
  })
  t.same(choose(limit), {
    value: 100,
    low: 100,
    high: 100,
    computed: false,
    observation: 'limit'
  })
})
