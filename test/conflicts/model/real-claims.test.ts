// Each rule on claims of the starter data.
import t from 'tap'
import { CHECK_CLAIMS_MAX } from '../../../src/conflicts/model/checks.ts'
import { checksIn, claim, MEMBERS, real, starter, told } from './worlds.ts'

t.test('claims about the same thing and days: one check for all of them', async (t) => {
  const [check, ...others] = checksIn(real('C0571', 'C0569', 'C0570', 'C0572', 'C0573'))
  t.same(others, [])
  t.match(check, {
    kind: 'contradicts',
    holds: true,
    difference: 0,
    claims_count: 5,
    period: '2023',
    starts_on: '2023-01-01'
  })
  t.same(
    told(checksIn(real('C0116', 'C0115', 'C0117')), 'contradicts'),
    ['fails C0116 C0117 C0115'],
    'ordered by figure'
  )
  t.match(checksIn(real('C0116', 'C0115')), [
    {
      key: 'contradicts|goods_exports|PAK|KAZ|||2024-07-01/2025-06-30',
      stated: { low: 97_955_000, high: 97_965_000 },
      expected: { low: 250_750_000, high: 250_850_000 },
      difference: 152_785_000,
      ratio: 250_800_000 / 97_960_000,
      periods: 'equal',
      growth_percent: null,
      claims: [
        { id: 'C0116', role: 'stated' },
        { id: 'C0115', role: 'compared' }
      ]
    }
  ])
  t.same(
    told(checksIn(real('C0380', 'C0381')), 'contradicts'),
    ['holds C0380 C0381'],
    '987.9 million is 1 billion, rounded'
  )
  t.same(checksIn(real('C0116', 'C0112')), [], 'other years')
})

t.test('without a period only what does not move with time is compared', async (t) => {
  t.same(
    told(checksIn(real('C1241', 'C1228', 'C1236')), 'contradicts'),
    ['fails C1228 C1241 C1236'],
    'lengths'
  )
  t.same(
    told(checksIn(real('C1275', 'C1276')), 'contradicts'),
    ['fails C1275 C1276'],
    'costs of building'
  )
  t.same(
    told(checksIn(real('C1209', 'C1210')), 'contradicts'),
    ['holds C1210 C1209'],
    'travel times'
  )
  t.same(checksIn(real('C0421', 'C0422', 'C0424', 'C0425')), [], 'but not trade')
  t.same(checksIn(real('C1308', 'C1309')), [], 'nor students')
})

t.test('a check names at most a hundred claims, those at both ends', async (t) => {
  const many = Array.from({ length: 150 }, (_, index) =>
    claim({ id: `C${1000 + index}`, value: 1000 + index })
  )
  const [check] = checksIn(many)
  t.equal(check?.claims.length, CHECK_CLAIMS_MAX)
  t.equal(check?.claims_count, 150)
  const [sum] = checksIn([
    ...many.map((one) => ({ ...one, metric: 'goods_trade', value: 1000 })),
    claim({ id: 'P', value: 600 }),
    claim({ id: 'Q', value: 400, metric: 'goods_imports' })
  ]).filter(({ kind }) => kind === 'sum_of_components')
  t.equal(sum?.claims_count, 152)
  t.same(
    sum?.claims.slice(-2),
    [
      { id: 'P', role: 'part' },
      { id: 'Q', role: 'part' }
    ],
    'and some of each side'
  )
  t.equal(check?.claims[0]?.id, 'C1000')
  t.equal(check?.claims.at(-1)?.id, 'C1149')
})

t.test('a part of a period larger than the whole', async (t) => {
  t.same(told(checksIn(real('C0284', 'C0281')), 'part_exceeds_whole'), ['fails C0281 C0284'])
  t.same(told(checksIn(real('C0282', 'C0281')), 'part_exceeds_whole'), ['holds C0281 C0282'])
  t.match(checksIn(real('C0284', 'C0281')), [
    { expected: { low: 127_725_000, high: null }, claims: [{ role: 'stated' }, { role: 'part' }] }
  ])
  t.same(
    told(checksIn(real('C0566', 'C0568')), 'part_exceeds_whole'),
    ['fails C0566 C0568'],
    'parts of others, where the author has none'
  )
})

t.test('periods that fill a longer one', async (t) => {
  t.same(
    told(checksIn(real('C0045', 'C0043', 'C0052')), 'sum_of_periods'),
    ['holds C0045 C0043 C0052'],
    'five months and December'
  )
  t.same(told(checksIn(real('C0105', 'C0104', 'C0106')), 'sum_of_periods'), [
    'holds C0105 C0104 C0106'
  ])
  t.same(
    told(checksIn(real('C0109', 'C0108', 'C0111')), 'sum_of_periods'),
    ['fails C0109 C0108 C0111'],
    '21.2 and 6.478 are not 27.736'
  )
  t.same(
    told(checksIn(real('C0045', 'C0043', 'C0052')), 'part_exceeds_whole'),
    [],
    'the sum says it'
  )
  t.same(told(checksIn(real('C1038', 'C1039')), 'sum_of_periods'), [], 'speeds do not add up')
})

t.test('exports and imports that are not the turnover, and the like', async (t) => {
  t.same(told(checksIn(real('C0392', 'C0014', 'C0221')), 'sum_of_components'), [
    'holds C0392 C0014 C0221'
  ])
  t.same(
    told(checksIn(real('C0400', 'C0020', 'C0225')), 'sum_of_components'),
    ['fails C0400 C0020 C0225'],
    'cut instead of rounded'
  )
  t.same(
    told(checksIn(real('C0486', 'C0017', 'C0222')), 'sum_of_components'),
    ['holds C0486 C0017 C0222'],
    'the world'
  )
  t.same(told(checksIn(real('C0641', 'C0665', 'C0673', 'C0676', 'C0679')), 'sum_of_components'), [
    'holds C0641 C0676 C0679',
    'holds C0641 C0665 C0673'
  ])
  t.same(
    told(checksIn(real('C0400', 'C0020')), 'part_exceeds_whole'),
    ['holds C0400 C0020'],
    'one part'
  )
  t.same(
    told(checksIn(real('C0437', 'C0125', 'C0304')), 'sum_of_components'),
    ['holds C0437 C0125 C0304'],
    'undated, of one source'
  )
  t.same(
    told(checksIn(real('C0435', 'C0124', 'C0303')), 'sum_of_components'),
    ['fails C0435 C0124 C0303'],
    'two authors'
  )
  const both = checksIn(real('C0410', 'C0074', 'C0271', 'C0073', 'C0270', 'C0411'))
  t.same(
    told(both, 'sum_of_components'),
    ['fails C0410 C0411 C0074 C0271', 'holds C0411 C0073 C0270'],
    'parts of a paper without the whole'
  )
})

t.test('sections that are not the line', async (t) => {
  t.same(
    told(checksIn(real('C1172', 'C1174', 'C1175', 'C1176')), 'sum_of_components'),
    ['holds C1172 C1174 C1175 C1176'],
    'India is missing'
  )
  t.same(told(checksIn(real('C1170', 'C1174', 'C1175', 'C1176')), 'sum_of_components'), [
    'fails C1170 C1174 C1175 C1176'
  ])
  const line = new Map([['iti-rail', ['PAK', 'IRN', 'TUR']]])
  const parts = real('C1147', 'C1150', 'C1153')
  t.same(
    told(checksIn([...real('C1146'), ...parts], MEMBERS, line), 'sum_of_components'),
    ['fails C1146 C1147 C1150 C1153'],
    'all sections: 6,440'
  )
  t.same(
    told(checksIn([...real('C1146'), ...parts]), 'sum_of_components'),
    ['holds C1146 C1147 C1150 C1153'],
    'perhaps not all'
  )
})

t.test('members that do not add up to their group', async (t) => {
  const five = ['C0112', 'C0123', 'C0131', 'C0134', 'C0150']
  t.same(told(checksIn(real('C0088', ...five)), 'sum_of_members'), [
    `holds C0088 ${five.join(' ')}`
  ])
  t.same(
    told(
      checksIn([...real(...five), claim({ ...real('C0088')[0], id: 'X', value: 300_000_000 })]),
      'sum_of_members'
    ),
    [`fails X ${five.join(' ')}`]
  )
  const some = told(checksIn(real('C0083', 'C0105', 'C0143')), 'part_exceeds_whole')
  t.same(
    some,
    ['fails C0083 C0105 C0143'],
    'two months of one member and a quarter of another exceed the quarter of all'
  )
  const nested = checksIn(real('C0362', 'C0271', 'C0286'))
  t.same(
    told(nested, 'part_exceeds_whole'),
    ['fails C0362 C0286 C0271', 'holds C0362 C0271'],
    'a group within a group'
  )
})

t.test('mirrors', async (t) => {
  t.match(checksIn(real('C0392', 'C0001')), [
    {
      kind: 'mirror_of',
      holds: false,
      periods: 'equal',
      claims: [{ id: 'C0392' }, { id: 'C0001', role: 'mirror' }]
    }
  ])
  t.match(checksIn(real('C0126', 'C0365')), [
    { kind: 'mirror_of', holds: true, metric: 'goods_exports', subject: 'PAK', partner: 'TJK' }
  ])
  const years = checksIn(real('C0393', 'C0112', 'C0295', 'C0116', 'C0297'))
  t.match(years, [
    {
      kind: 'mirror_of',
      holds: false,
      periods: 'overlapping',
      period: '2024',
      subject: 'KAZ',
      claims_count: 5
    }
  ])
  t.equal(
    Math.round((years[0]?.ratio ?? 0) * 100),
    346,
    '185.93 to 53.7, the nearer of the fiscal years'
  )
  t.same(told(checksIn(real('C0450', 'C0484')), 'mirror_of'), ['holds C0450 C0484'], 'at least 500')
  t.same(checksIn(real('C0379', 'C0453')), [], 'half a year is no mirror of a year')
  t.same(checksIn(real('C0112', 'C0295')), [], 'one side alone')
})

t.test('a share that does not fit its parts', async (t) => {
  const five = [
    'C0112',
    'C0123',
    'C0131',
    'C0134',
    'C0150',
    'C0295',
    'C0302',
    'C0306',
    'C0309',
    'C0319'
  ]
  const [check, ...others] = checksIn(real('C0005', 'C0004', ...five))
  t.same(others, [])
  t.match(check, {
    kind: 'share_of',
    holds: false,
    stated: { low: 11_527_500_000, high: 12_477_500_000 },
    claims_count: 12
  })
  t.equal(Math.round(check?.ratio ?? 0), 36, '12 billion to 336 million')
  t.same(told(checksIn(real('C0005', 'C0004', 'C0094', 'C0286')), 'share_of'), [
    'fails C0005 C0004 C0094 C0286'
  ])
  t.same(checksIn(real('C0005', 'C0094', 'C0286')), [], 'of an unknown total')
  t.same(checksIn(real('C0005', 'C0004')), [], 'with unknown trade')
})

t.test('a growth rate that does not follow', async (t) => {
  t.match(checksIn(real('C0392', 'C0390')), [
    {
      kind: 'growth',
      holds: false,
      growth_percent: -40,
      claims: [{ id: 'C0392' }, { id: 'C0390', role: 'base' }]
    }
  ])
  t.same(told(checksIn(real('C0393', 'C0392')), 'growth'), ['fails C0393 C0392'])
  t.same(told(checksIn(real('C0396', 'C0393')), 'growth'), ['holds C0396 C0393'], 'almost twofold')
  t.same(
    told(checksIn(real('C0582', 'C0580')), 'growth'),
    ['holds C0582 C0580'],
    'of the same months'
  )
  t.same(checksIn(real('C0393', 'C0390')), [], 'two years apart')
})

t.test(
  'every check of the starter data has its own key, and what it says agrees with itself',
  async (t) => {
    const checks = checksIn(starter.claims, starter.members, starter.lines)
    t.ok(checks.length > 400)
    t.equal(new Set(checks.map(({ key }) => key)).size, checks.length)
    for (const { key, holds, difference, ratio, claims, claims_count } of checks) {
      if (
        holds !== (difference === 0) ||
        (ratio ?? 1) < 1 ||
        claims.length > claims_count ||
        claims[0]?.role !== 'stated'
      )
        t.fail(key)
      if (new Set(claims.map(({ id }) => id)).size < claims.length)
        t.fail(`${key} names a claim twice`)
    }
  }
)
