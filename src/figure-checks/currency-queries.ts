// Reads which currencies countries have. They come with the software, and have no versions.
import { recall } from '../db/memory.ts'
import { asc, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

/** A country and its only currency. */
export type CountryCurrency = { country: string; currency: string }

/** The currencies of these countries, in their order; of those with a single one. */
export async function currenciesOf(
  snapshot: Snapshot,
  countries: readonly string[]
): Promise<CountryCurrency[]> {
  const { db, tables } = snapshot
  const found = await recall(snapshot, 'currency of country', countries, async (missing) => {
    const { code, currencies } = tables.country
    const rows = await db
      .select({ code, currencies })
      .from(tables.country)
      .where(inArray(code, missing))
      .orderBy(asc(code))
    return rows.flatMap(({ code, currencies: [only, ...more] }) =>
      only === undefined || more.length > 0 ? [] : [[code, only] as const]
    )
  })
  return countries.flatMap((country) => {
    const currency = found.get(country)
    return currency === undefined ? [] : [{ country, currency }]
  })
}
