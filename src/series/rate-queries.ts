// Reads which countries have exchange rates, and their currencies.
import { and, asc, eq, exists } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'

export type Rated = { country: string; currencies: string[] }

/** The countries with claims about a metric of exchange rates, by their code. */
export function listRated({ db, tables }: Snapshot, metric: string): Promise<Rated[]> {
  const { country, series } = tables
  const rates = db
    .select({ id: series.id })
    .from(series)
    .where(and(eq(series.metric, metric), eq(series.subject, country.code)))
  return db
    .select({ country: country.code, currencies: country.currencies })
    .from(country)
    .where(exists(rates))
    .orderBy(asc(country.code))
}
