// Rows for `npm run bench:checks`: claims to which every check between figures of two countries
// applies. They are far denser than real data, mean nothing and are not kept.
import { readCountries } from '../src/imports/engine/storage/country-facts.ts'
import { readStarter } from '../test/helpers/read-rows.ts'
import type { Cells } from './import-rows.ts'

const METRICS = ['goods_exports', 'goods_imports', 'goods_trade']
const AUTHORS = ['Statistics office', 'Customs service']
const [FIRST_YEAR, YEARS] = [2010, 10]
const DAYS_A_MONTH = 28

type Period = { name: string; months: number }

/** Claims of each pair: three metrics, two authors, the months, quarters and years of ten years. */
export const CLAIMS_A_PAIR = METRICS.length * AUTHORS.length * YEARS * (12 + 4 + 1)
/**
 * A pair with figures for each day. If one of its claims is corrected, all of its checks are made
 * again.
 */
export const CROWDED = {
  subject: 'PAK',
  partner: 'KAZ',
  claims: METRICS.length * AUTHORS.length * YEARS * 12 * DAYS_A_MONTH
}

/** About `count` claims: first those of the crowded pair, then pair after pair. */
export async function checksRows(count: number): Promise<() => Generator<Cells>> {
  const data = await readStarter()
  const sources = data.source.map(({ id }) => id)
  const wanted = Math.floor((count - CROWDED.claims) / CLAIMS_A_PAIR)
  const countries = (await readCountries())
    .map(({ code }) => code)
    .filter((code) => !isCrowded(code))
  const pairs = countries
    .slice(0, Math.ceil(Math.sqrt(wanted)) + 1)
    .flatMap((one, index, some) =>
      some.slice(index + 1).flatMap((other) => [pair(one, other), pair(other, one)])
    )
  return function* () {
    yield* claimsOf({ ...CROWDED, periods: days(), first: 0, sources })
    for (const [index, { subject, partner }] of pairs.slice(0, wanted).entries()) {
      yield* claimsOf({
        subject,
        partner,
        periods: calendar(),
        first: CROWDED.claims + index * CLAIMS_A_PAIR,
        sources
      })
    }
  }
}

function pair(subject: string, partner: string) {
  return { subject, partner }
}

function isCrowded(id: string): boolean {
  return id === CROWDED.subject || id === CROWDED.partner
}

type Claims = {
  subject: string
  partner: string
  periods: Period[]
  first: number
  sources: readonly string[]
}

function* claimsOf({ subject, partner, periods, first, sources }: Claims): Generator<Cells> {
  let row = first
  for (const [place, author] of AUTHORS.entries()) {
    for (const metric of METRICS) {
      for (const { name, months } of periods) {
        const source = sources[(first + place) % sources.length] ?? ''
        const thousands = Math.max(
          1,
          Math.round(
            (100_000 + ((row * 7_919) % 997)) * months * (metric === 'goods_trade' ? 2 : 1)
          )
        )
        const figure = [
          String(thousands * 1_000),
          '',
          '',
          'exact',
          `${thousands.toLocaleString('en')} thousand dollars`
        ]
        yield [
          `K${String(row).padStart(8, '0')}`,
          metric,
          subject,
          partner,
          '',
          '',
          name,
          ...figure,
          author,
          source,
          '',
          ''
        ]
        row += 1
      }
    }
  }
}

function calendar(): Period[] {
  return years().flatMap((year) => [
    { name: `${year}`, months: 12 },
    ...[1, 2, 3, 4].map((quarter) => ({ name: `${year}-Q${quarter}`, months: 3 })),
    ...months(year).map((name) => ({ name, months: 1 }))
  ])
}

function days(): Period[] {
  const numbers = Array.from({ length: DAYS_A_MONTH }, (_, day) => String(day + 1).padStart(2, '0'))
  return years()
    .flatMap(months)
    .flatMap((month) =>
      numbers.map((day) => ({ name: `${month}-${day}`, months: 1 / DAYS_A_MONTH }))
    )
}

function years(): number[] {
  return Array.from({ length: YEARS }, (_, index) => FIRST_YEAR + index)
}

function months(year: number): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
}
