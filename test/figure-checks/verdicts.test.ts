// Each verdict over HTTP, as a whole answer.
import t from 'tap'
import { buildChecks, compared, type Query } from './service.ts'

const CUSTOMS = { id: 'C02', value: 52.5e6, text: '$52.5 million', attributed_to: 'Customs' }
const TURNED = { id: 'C05', subject: 'KAZ', partner: 'PAK', value: 77e6, text: '$77 million' }
const BEFORE = {
  ...{ id: 'C03', value: 300e6, text: '$300 million', period: '2022', period_label: '2022' },
  ...{ starts_on: '2022-01-01', ends_on: '2022-12-31' }
}
const THING = {
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  direction: null,
  mode: null,
  product: null
}
const ABOUT = 'Goods trade turnover, Pakistan–Kazakhstan, 2023'
const [ITS, CUSTOMS_SAY] = ['$400 million by A Ministry', '$52.5 million by Customs']
const OTHER_YEAR = '$300 million by A Ministry'
const OTHER_SIDE =
  'From the other side (Goods trade turnover, Kazakhstan–Pakistan): $77 million by A Ministry.'

function stated(text: string, value: number, half: number, unit = 'USD') {
  const read = { text, value, unit, bound: 'exact', rate: null, rate_observation: null }
  return { ...read, compared: value, half_unit: half }
}

/** Where a figure agrees after all. */
function foundAt(changes: object) {
  return {
    multiply_by: null,
    scale: null,
    currency: null,
    rate: null,
    rate_observation: null,
    ...THING,
    period: '2023',
    period_label: '2023',
    claims_count: 1,
    ...changes
  }
}

function answer(changes: object) {
  return {
    ...THING,
    period: '2023',
    period_label: '2023',
    starts_on: '2023-01-01',
    ends_on: '2023-12-31',
    unit: 'USD',
    method: 'figure_check',
    claims_count: 2,
    agreeing_count: 0,
    range: { low: 52.5e6, high: 400e6 },
    undated: [],
    found: null,
    series: {
      id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
      point: { observation: 'C01', value: 400e6, low: null, high: null, bound: 'exact' }
    },
    projections: [],
    ...changes
  }
}

/** A verdict, what is asked for it, and the answer. */
const ANSWERS: [verdict: string, query: Query, answer: object][] = [
  [
    'agrees',
    { stated: '$300 million', period: '2022' },
    {
      period: '2022',
      period_label: '2022',
      starts_on: '2022-01-01',
      ends_on: '2022-12-31',
      stated: stated('$300 million', 300e6, 5e5),
      sentence:
        '"$300 million" agrees with the only claim about Goods trade turnover, Pakistan–' +
        `Kazakhstan, 2022: ${OTHER_YEAR}.`,
      claims_count: 1,
      agreeing_count: 1,
      range: { low: 300e6, high: 300e6 },
      nearest: [compared(BEFORE, true, 0, 0)],
      mirror: [],
      series: {
        id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
        point: { observation: 'C03', value: 300e6, low: null, high: null, bound: 'exact' }
      }
    }
  ],
  [
    'agrees_with_some',
    { stated: '$401 million' },
    {
      stated: stated('$401 million', 401e6, 5e5),
      sentence: `"$401 million" agrees with 1 of 2 claims about ${ABOUT}. The claims: ${ITS}; ${CUSTOMS_SAY}. ${OTHER_SIDE}`,
      agreeing_count: 1,
      nearest: [compared({}, true, 1e6, 0.25), compared(CUSTOMS, false, 348.5e6, 663.81)],
      mirror: [compared(TURNED, false, 324e6, 420.78)]
    }
  ],
  [
    'within_range',
    { value: '200000000' },
    {
      stated: stated('200000000', 200e6, 5e5),
      sentence:
        `"200000000" agrees with none of 2 claims about ${ABOUT}, but lies among them. ` +
        `The claims: ${CUSTOMS_SAY}; ${ITS}. ${OTHER_SIDE}`,
      nearest: [compared(CUSTOMS, false, 147.5e6, 280.95), compared({}, false, -200e6, -50)],
      mirror: [compared(TURNED, false, 123e6, 159.74)]
    }
  ],
  [
    'other_unit',
    { stated: '$52.5 billion' },
    {
      stated: stated('$52.5 billion', 52.5e9, 5e7),
      sentence:
        `"$52.5 billion" agrees with none of 2 claims about ${ABOUT}. Divided by a thousand ` +
        `it is $52.5 million, and agrees with 1 of 2 claims. ${OTHER_SIDE}`,
      nearest: [compared({}, false, 52.1e9, 13_025), compared(CUSTOMS, false, 52_447.5e6, 99_900)],
      mirror: [compared(TURNED, false, 52_423e6, 68_081.82)],
      found: foundAt({
        compared: 52.5e6,
        multiply_by: 0.001,
        scale: 'thousand',
        claims: [compared(CUSTOMS, true, 0, 0)]
      })
    }
  ],
  [
    'other_currency',
    { stated: '23.625 billion tenge' },
    {
      stated: {
        ...stated('23.625 billion tenge', 23.625e9, 5e5 / 450, 'KZT'),
        ...{ rate: 450, rate_observation: 'R1', compared: 52.5e6 }
      },
      sentence:
        '"23.625 billion tenge" is $52.5 million at the rate of the period (450 KZT for a ' +
        `dollar), and agrees with 1 of 2 claims about ${ABOUT}. ${OTHER_SIDE}`,
      agreeing_count: 1,
      nearest: [compared(CUSTOMS, true, 0, 0), compared({}, false, -347.5e6, -86.88)],
      mirror: [compared(TURNED, false, -24.5e6, -31.82)],
      found: foundAt({
        compared: 52.5e6,
        currency: 'KZT',
        rate: 450,
        rate_observation: 'R1',
        claims: [compared(CUSTOMS, true, 0, 0)]
      })
    }
  ],
  [
    'within_range',
    { stated: '$300 million' },
    {
      stated: stated('$300 million', 300e6, 5e5),
      sentence:
        `"$300 million" agrees with none of 2 claims about ${ABOUT}, but lies among them. ` +
        `The claims: ${ITS}; ${CUSTOMS_SAY}. ${OTHER_SIDE}`,
      nearest: [compared({}, false, -100e6, -25), compared(CUSTOMS, false, 247.5e6, 471.43)],
      mirror: [compared(TURNED, false, 223e6, 289.61)]
    }
  ],
  [
    'other_period',
    { stated: '$400 million', period: '2022' },
    {
      period: '2022',
      period_label: '2022',
      starts_on: '2022-01-01',
      ends_on: '2022-12-31',
      stated: stated('$400 million', 400e6, 5e5),
      sentence:
        '"$400 million" does not agree with the only claim about Goods trade turnover, ' +
        `Pakistan–Kazakhstan, 2022: ${OTHER_YEAR}. It agrees with the claim about 2023: ${ITS}.`,
      claims_count: 1,
      range: { low: 300e6, high: 300e6 },
      nearest: [compared(BEFORE, false, 100e6, 33.33)],
      mirror: [],
      found: foundAt({ compared: 400e6, claims: [compared({}, true, 0, 0)] }),
      series: {
        id: 'goods_trade~PAK~KAZ~~~~P1Y-01',
        point: { observation: 'C03', value: 300e6, low: null, high: null, bound: 'exact' }
      }
    }
  ],
  [
    'other_direction',
    { stated: '$52.5 million', subject: 'KAZ', partner: 'PAK' },
    {
      subject: 'KAZ',
      partner: 'PAK',
      stated: stated('$52.5 million', 52.5e6, 5e4),
      sentence:
        '"$52.5 million" does not agree with the only claim about Goods trade turnover, ' +
        'Kazakhstan–Pakistan, 2023: $77 million by A Ministry. It agrees with the claim about ' +
        `the mirror, ${ABOUT}: ${CUSTOMS_SAY}.`,
      claims_count: 1,
      range: { low: 77e6, high: 77e6 },
      nearest: [compared(TURNED, false, -24.5e6, -31.82)],
      mirror: [compared(CUSTOMS, true, 0, 0), compared({}, false, -347.5e6, -86.88)],
      found: foundAt({ compared: 52.5e6, claims: [compared(CUSTOMS, true, 0, 0)] }),
      series: {
        id: 'goods_trade~KAZ~PAK~~~~P1Y-01',
        point: { observation: 'C05', value: 77e6, low: null, high: null, bound: 'exact' }
      }
    }
  ],
  [
    'outside_all',
    { stated: '$900 million' },
    {
      stated: stated('$900 million', 900e6, 5e5),
      sentence:
        `"$900 million" agrees with none of 2 claims about ${ABOUT}: it is 125 % above the ` +
        `greatest figure claimed: ${ITS}. ${OTHER_SIDE}`,
      nearest: [compared({}, false, 500e6, 125), compared(CUSTOMS, false, 847.5e6, 1_614.29)],
      mirror: [compared(TURNED, false, 823e6, 1_068.83)]
    }
  ],
  [
    'no_claim',
    { stated: '$900 million', period: '2020' },
    {
      period: '2020',
      period_label: '2020',
      starts_on: '2020-01-01',
      ends_on: '2020-12-31',
      stated: stated('$900 million', 900e6, 5e5),
      sentence:
        'There is no claim about Goods trade turnover, Pakistan–Kazakhstan, 2020. The nearest ' +
        'in time is $300 million for 2022, by A Ministry.',
      claims_count: 0,
      range: null,
      nearest: [
        compared(BEFORE, false, 600e6, 200),
        compared({}, false, 500e6, 125),
        compared(CUSTOMS, false, 847.5e6, 1_614.29),
        compared(
          {
            ...{ id: 'C04', value: 123e6, text: '$123 million', period: '2023-07-01/P1Y' },
            period_label: 'FY2024 (Jul–Jun)',
            ...{ starts_on: '2023-07-01', ends_on: '2024-06-30' }
          },
          false,
          777e6,
          631.71
        )
      ],
      mirror: [],
      series: { id: 'goods_trade~PAK~KAZ~~~~P1Y-01', point: null }
    }
  ]
]

t.test('each verdict with its whole answer', async (t) => {
  const { ask } = await buildChecks(t)
  for (const [verdict, query, wanted] of ANSWERS) {
    const { data, meta } = (await ask(query)).json()
    t.same(data, answer({ verdict, ...wanted }), JSON.stringify(query))
    t.same([meta.revision, meta.warnings], [1, []])
  }
})
