// Finds the exchange rate of a currency for the days of a period.
import type { Snapshot } from '../db/store.ts'
import { takeClaim } from '../series/rules.ts'
import { type Claim, type Days, readClaimsOfAll } from './claim-queries.ts'
import { type CountryCurrency, currenciesOf } from './currency-queries.ts'

/** The metric of the rates: units of the currency of the subject for one dollar, on average. */
const RATE = 'exchange_rate'
/** The currency whose price the rates are. */
export const RATED = 'USD'

/** The price of a dollar in a currency, and the claim that says so. */
export type Rate = { currency: string; rate: number; claim: Claim }

/** The rate of the currency of a country; undefined if nobody says one for these days. */
export async function findRate(
  snapshot: Snapshot,
  { country, currency }: CountryCurrency,
  days: Days
): Promise<Rate | undefined> {
  if (currency === RATED) return undefined
  const all = await readClaimsOfAll(snapshot, RATE, days)
  const own = all.filter(({ subject }) => subject === country)
  const claim = takeClaim(own, 'preferred')
  return claim?.value ? { currency, rate: claim.value, claim } : undefined
}

/** The rate of a currency, of any country that has only this one; of those named first. */
export async function findRateOf(
  snapshot: Snapshot,
  currency: string,
  days: Days,
  first: readonly CountryCurrency[]
): Promise<Rate | undefined> {
  const all = await readClaimsOfAll(snapshot, RATE, days)
  const subjects = [...new Set(all.map(({ subject }) => subject))].sort()
  const others = await currenciesOf(snapshot, subjects)
  for (const one of [...first, ...others].filter((one) => one.currency === currency)) {
    const found = await findRate(snapshot, one, days)
    if (found) return found
  }
  return undefined
}
