// Says that a page has products beside their totals, because a sum of it would count them twice.
import type { ObservationFilters } from './choose-way.ts'
import type { Observation } from './schemas.ts'

type Row = Pick<Observation, 'metric' | 'subject' | 'partner' | 'product'>

/** A warning about the rows of a page whose products nobody chose. */
export function tellProducts(
  { conditions: { product, total } }: ObservationFilters,
  rows: readonly Row[]
): string[] {
  const isChosen = product !== undefined || total
  if (isChosen || rows.every((row) => row.product === null)) return []
  const thingOf = ({ metric, subject, partner }: Row) => `${metric}|${subject}|${partner ?? ''}`
  const totals = new Set(rows.filter((row) => row.product === null).map(thingOf))
  const part = rows.find((row) => row.product !== null && totals.has(thingOf(row)))
  if (!part) return []
  return [
    `product: these rows have totals beside figures of products, as ${part.product} in ` +
      `${part.metric} of ${part.subject}, and a sum would count products twice: product=none ` +
      'gives the totals alone.'
  ]
}
