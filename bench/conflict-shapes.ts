// Makes large scopes of different shapes, to show that time grows with the number of claims and not
// with its square.
import type { Claim } from '../src/conflicts/model/checks.ts'
import { WORLD } from '../src/conflicts/model/identities.ts'
import { dateOf, dayNumber } from '../src/numbers/days.ts'

const FIRST_DAY = dayNumber('2000-01-01')
const COUNTRIES = ['CAS5', 'KAZ', 'KGZ', 'TJK', 'TKM', 'UZB']
const TRADE = ['goods_exports', 'goods_imports', 'goods_trade']

/** Claims of Pakistan about the five republics. Each shape has many of one thing. */
export function shapes(count: number): Record<string, Claim[]> {
  const many = (make: (index: number) => Partial<Claim>) =>
    Array.from({ length: count }, (_, index) => ({ ...plain(index), ...make(index) }))
  return {
    'authors of one figure': many((index) => ({
      attributed_to: `author ${index}`,
      source: `source ${index}`
    })),
    'authors of wholes and parts': many((index) => ({
      metric: TRADE[index % 3] ?? '',
      attributed_to: `author ${Math.floor(index / 3)}`,
      source: `source ${Math.floor(index / 3)}`
    })),
    'periods of any length': many((index) => days((index * 7919) % 8000, (index * 104_729) % 400)),
    'periods one in the other': many((index) =>
      days(index % 4000, 8000 - 2 * (index % 4000) + Math.floor(index / 4000))
    ),
    'authors of a year, others of its days': many((index) => ({
      attributed_to: `author ${index}`,
      ...(index % 2 === 0 ? days(0, 364) : days(index % 300, 3))
    })),
    'months and days of all members': many((index) => ({
      metric: TRADE[index % 3] ?? '',
      partner: COUNTRIES[index % 6] ?? WORLD,
      ...days((index * 7919) % 3000, (index % 2) * 30)
    }))
  }
}

function plain(index: number): Claim {
  const value = 1000 + ((index * 7919) % 1000)
  return {
    id: `C${100_000 + index}`,
    metric: 'goods_exports',
    subject: 'PAK',
    partner: 'CAS5',
    direction: null,
    mode: null,
    product: null,
    period: '2000',
    ...days(0, 365),
    value,
    low: null,
    high: null,
    bound: 'exact',
    status: 'A',
    text: `$${value} million`,
    attributed_to: `author ${index % 20}`,
    source: `source ${index % 500}`,
    derived_from: [],
    note: '+8 %'
  }
}

function days(from: number, more: number): { starts_on: string; ends_on: string } {
  return { starts_on: dateOf(FIRST_DAY + from), ends_on: dateOf(FIRST_DAY + from + more) }
}
