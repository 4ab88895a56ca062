// Finds the exchange rate of a currency for the days of a period.
import type { Snapshot } from '../db/store.ts'
import { takeClaim } from '../series/rules.ts'
import { type Claim, type Days, readClaims } from './claim-queries.ts'
import { type CountryCurrency, countriesWith } from './currency-queries.ts'

/** The metric of the rates: units of the currency of the subject for one dollar, on average. */
export const RATE = 'exchange_rate'
/** The currency whose price the rates are. */
export const RATED = 'USD'
/** Several countries may have one currency, and few of them have rates. */
const COUNTRIES_MAX = 40

/** The price of a dollar in a currency, and the claim that says so. */
export type Rate = { currency: string; rate: number; claim: Claim }

/** The rate of the currency of a country; undefined if nobody says one for these days. */
export async function findRate(
  snapshot: Snapshot,
  { country, currency }: CountryCurrency,
  days: Days
): Promise<Rate | undefined> {
  if (currency === RATED) return undefined
  const alone = { partner: null, direction: null, mode: null, product: null }
  const { claims } = await readClaims(snapshot, { metric: RATE, subject: country, ...alone }, days)
  const claim = takeClaim(claims, 'preferred')
  return claim?.value ? { currency, rate: claim.value, claim } : undefined
}

/** The rate of a currency, of any country that has only this one; first of those named. */
export async function findRateOf(
  snapshot: Snapshot,
  currency: string,
  days: Days,
  first: readonly CountryCurrency[]
): Promise<Rate | undefined> {
  const own = first.filter((one) => one.currency === currency).map(({ country }) => country)
  const all = [...new Set([...own, ...(await countriesWith(snapshot, currency))])]
  for (const country of all.slice(0, COUNTRIES_MAX)) {
    const found = await findRate(snapshot, { country, currency }, days)
    if (found) return found
  }
  return undefined
}
