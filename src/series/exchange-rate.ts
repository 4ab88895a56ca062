// Finds the exchange rate for the parameter `currency`, and refuses what it cannot convert.
import type { Snapshot } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { existingIds } from '../identifiers/queries.ts'
import { findTraits } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import type { OtherMetric } from './other-metric.ts'
import { listRated } from './rate-queries.ts'

/** The average of a period: the data set has no rate of the last day of a period. */
const RATE = 'exchange_rate'
/** The currency that one unit of costs the rate. */
const BASE = 'USD'

/** The rate of a currency: the claims of one country about a metric. */
export type ExchangeRate = { currency: string; country: string; metric: OtherMetric }

/** Finds the rate of a currency; undefined if none is asked for. */
export async function findExchangeRate(
  snapshot: Snapshot,
  { id, unit }: Traits,
  currency: string | undefined
): Promise<ExchangeRate | undefined> {
  if (currency === undefined) return undefined
  if (unit !== BASE) {
    const message = `${id} is in ${unit}; only figures in ${BASE} are converted.`
    throw refusedParameter('currency', message, [`a metric in ${BASE}`])
  }
  const known = await existingIds(snapshot, 'metric', [RATE])
  // A country with several currencies does not say which of them its rate is for.
  const rated = (known.length > 0 ? await listRated(snapshot, RATE) : []).flatMap(
    ({ country, currencies: [code, ...more] }) =>
      code !== undefined && code !== BASE && more.length === 0 ? [{ country, code }] : []
  )
  const found = rated.find(({ code }) => code === currency)
  if (found) return { currency, country: found.country, metric: await findTraits(snapshot, RATE) }
  if (rated.length === 0) {
    const message = `\`currency\` needs claims about the metric ${RATE}; there are none.`
    throw refusedParameter('currency', message, ['no currency'])
  }
  const message = `There is no exchange rate for the currency "${currency}".`
  const allowed = [...new Set(rated.map(({ code }) => code))].sort()
  throw refusedParameter('currency', message, allowed)
}
