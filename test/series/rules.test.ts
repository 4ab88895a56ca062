import fc from 'fast-check'
import t from 'tap'
import { type Rule, takeClaim } from '../../src/series/rules.ts'
import { BOUNDS, SOURCE_KINDS } from '../../src/vocabularies.ts'

type Rival = Parameters<typeof takeClaim>[0][number]
type Told = Partial<Omit<Rival, 'source'>> &
  Partial<Omit<Rival['source'], 'id'>> & { from?: string }

const rival = (
  id: string,
  { from = 'a-paper', kind = 'press', published = null, ...figure }: Told = {}
): Rival => ({
  id,
  value: 1,
  low: null,
  high: null,
  bound: 'exact',
  ...figure,
  source: { id: from, publisher: 'A Paper', kind, url: null, published }
})
/** The id taken, whichever way round the claims are given. */
const pick = (rule: Rule, ...claims: Rival[]): string | undefined => {
  const [one, other] = [takeClaim(claims, rule)?.id, takeClaim(claims.toReversed(), rule)?.id]
  return one === other ? one : `${one} or ${other}`
}

t.test('preferred: the kind of source decides first, in the order of the vocabulary', (t) => {
  for (const [place, kind] of SOURCE_KINDS.entries()) {
    for (const worse of SOURCE_KINDS.slice(place + 1)) {
      const better = rival('b', { kind, bound: 'at_least', published: null })
      t.equal(
        pick('preferred', better, rival('a', { kind: worse, published: '2026' })),
        'b',
        `${kind} before ${worse}`
      )
    }
  }
  t.end()
})

t.test('preferred: who counts comes before who repeats, and an encyclopedia after press', (t) => {
  t.same(SOURCE_KINDS, [
    'official_statistics',
    'central_bank',
    'international_organisation',
    'government_statement',
    'company',
    'academic',
    'press',
    'encyclopedia',
    'dataset',
    'opinion'
  ])
  const office = rival('c', { kind: 'official_statistics', bound: 'about', published: '2019' })
  const bank = rival('d', { kind: 'central_bank', bound: 'about', published: '2020' })
  const agency = rival('e', { kind: 'international_organisation', bound: 'about' })
  const press = rival('a', { kind: 'press', published: '2026' })
  const wiki = rival('b', { kind: 'encyclopedia', published: '2026' })
  t.equal(pick('preferred', press, office, bank, agency), 'c')
  t.equal(pick('preferred', press, bank, agency), 'd')
  t.equal(pick('preferred', press, agency), 'e')
  t.equal(pick('preferred', wiki, press), 'a')
  t.equal(pick('preferred', wiki, rival('f', { kind: 'opinion', published: '2026' })), 'b')
  t.end()
})

t.test('preferred: then the bound, the date of publishing, the id', (t) => {
  const order = ['exact', 'about', 'range', 'at_least'] as const
  for (const [place, bound] of order.entries()) {
    for (const worse of [...order, 'at_most' as const].slice(place + 1)) {
      if (bound === 'at_least') continue
      t.equal(
        pick('preferred', rival('b', { bound }), rival('a', { bound: worse, published: '2026' })),
        'b',
        `${bound} before ${worse}`
      )
    }
  }
  t.equal(
    pick(
      'preferred',
      rival('b', { bound: 'at_most', published: '2025' }),
      rival('a', { bound: 'at_least' })
    ),
    'b',
    'open bounds are alike'
  )
  t.equal(
    pick(
      'preferred',
      rival('b', { published: '2024-08-22' }),
      rival('a', { published: '2024-08-21' })
    ),
    'b',
    'newer'
  )
  t.equal(
    pick('preferred', rival('b', { published: '1990' }), rival('a')),
    'b',
    'unknown dates last'
  )
  t.equal(pick('preferred', rival('b'), rival('a'), rival('c')), 'a', 'id')
  t.end()
})

t.test('latest_published: the date decides first, as precise as it is known', (t) => {
  const official = { kind: 'official_statistics' } as const
  t.equal(
    pick(
      'latest_published',
      rival('b', { kind: 'opinion', published: '2025' }),
      rival('a', { ...official, published: '2024-12-31' })
    ),
    'b'
  )
  t.equal(
    pick(
      'latest_published',
      rival('b', { kind: 'opinion', published: '1990' }),
      rival('a', official)
    ),
    'b',
    'unknown dates last'
  )
  t.equal(
    pick(
      'latest_published',
      rival('b', { ...official, published: '2025' }),
      rival('a', { published: '2025-01-01' })
    ),
    'b',
    'the same first day: as preferred'
  )
  t.equal(pick('latest_published', rival('b'), rival('a')), 'a')
  t.end()
})

t.test('median: the claim in the middle by size, of an even number the lower of the two', (t) => {
  const of = (...values: number[]) => values.map((value, index) => rival(`c${index}`, { value }))
  t.equal(pick('median', ...of(5)), 'c0')
  t.equal(pick('median', ...of(9, 5)), 'c1')
  t.equal(pick('median', ...of(9, 1, 5)), 'c2')
  t.equal(pick('median', ...of(400, 9, 1, 5)), 'c3', '5 of 1, 5, 9, 400')
  t.equal(pick('median', ...of(-5, 0, -9)), 'c0')
  const range = rival('r', { value: null, low: 2, high: 10, bound: 'range' })
  t.equal(pick('median', range, ...of(5, 7)), 'r', 'a range stands at 6')
  t.equal(pick('median', range, ...of(5, 5.9)), 'c1')
  t.equal(
    pick('median', rival('b', { kind: 'central_bank' }), rival('a'), rival('c')),
    'a',
    'equal figures in the order of preference'
  )
  t.equal(
    pick(
      'median',
      rival('x', { value: null, low: -1.7e308, high: 1.7e308, bound: 'range' }),
      ...of(-1, 1)
    ),
    'x',
    'without overflow'
  )
  t.end()
})

t.test('source: claims of this source only', (t) => {
  const [own, other] = [
    rival('b', { from: 'own', kind: 'opinion' }),
    rival('a', { from: 'other', kind: 'official_statistics' })
  ]
  t.equal(pick('source:own', own, other), 'b')
  t.equal(pick('source:other', own, other), 'a')
  t.equal(pick('source:none', own, other), undefined)
  t.equal(
    pick(
      'source:own',
      own,
      rival('c', { from: 'own', kind: 'opinion', bound: 'about', published: '2026' })
    ),
    'b',
    'as preferred among several'
  )
  // The id begins after the first colon.
  t.equal(pick('source:own:b', rival('c', { from: 'own:b' }), own), 'c')
  t.end()
})

t.test('no claim at all', (t) => {
  for (const rule of ['preferred', 'latest_published', 'median', 'source:a-paper'] as const)
    t.equal(takeClaim([], rule), undefined)
  t.end()
})

const figure = fc.oneof(
  fc.record({
    value: fc.integer({ min: -9, max: 9 }),
    low: fc.constant(null),
    high: fc.constant(null)
  }),
  fc
    .tuple(fc.integer({ min: -9, max: 9 }), fc.nat({ max: 9 }))
    .map(([low, width]) => ({ value: null, low, high: low + width }))
)
const told = fc.record({
  figure,
  bound: fc.constantFrom(...BOUNDS),
  kind: fc.constantFrom(...SOURCE_KINDS),
  published: fc.constantFrom(null, '2024', '2024-05', '2024-05-06', '2025'),
  from: fc.constantFrom('one', 'two')
})
const rivals = fc
  .array(told, { minLength: 1, maxLength: 9 })
  .map((all) => all.map(({ figure, ...one }, index) => rival(`c${index}`, { ...figure, ...one })))
const rules = fc.constantFrom<Rule>('preferred', 'latest_published', 'median', 'source:one')

t.test('property: what is taken is one of the claims, whatever their order', (t) => {
  fc.assert(
    fc.property(
      rivals.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
      ),
      rules,
      ([all, shuffled], rule) => {
        const claim = takeClaim(all, rule)
        const isOwn =
          claim === undefined ? all.every(({ source }) => source.id !== 'one') : all.includes(claim)
        return isOwn && takeClaim(shuffled, rule) === claim
      }
    )
  )
  t.pass('it held')
  t.end()
})

t.test(
  'property: at most half of the claims lie below the median, and fewer than half or half above it',
  (t) => {
    const middle = ({ value, low, high }: Rival) =>
      value ?? ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
    fc.assert(
      fc.property(rivals, (all) => {
        const claim = takeClaim(all, 'median')
        if (!claim) return false
        const below = all.filter((one) => middle(one) < middle(claim)).length
        const above = all.filter((one) => middle(one) > middle(claim)).length
        return below < all.length / 2 && above <= all.length / 2
      })
    )
    t.pass('it held')
    t.end()
  }
)
