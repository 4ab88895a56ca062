// One import: a checked data set is compared with what is there, and what differs is written as one
// revision.
import { desc, eq } from '../../db/orm.ts'
import type { Snapshot, Store } from '../../db/store.ts'
import type { DataSet } from '../../files/columns.ts'
import { DataError } from '../../files/data-error.ts'
import { applyChanges, type ImportResult, type Origin } from './apply-changes.ts'
import { recordRefusal } from './refusals.ts'
import type { CountryFacts } from './storage/country-facts.ts'
import { tableRows } from './storage/stored-rows.ts'
import { checkReferences } from './validation/validate-references.ts'

/**
 * Records why an import is refused, then throws. What the starter data get wrong is told to whoever
 * started them: the files come with the software, and a database in which nothing is stays empty.
 */
export async function refuse(store: Store, error: DataError, origin: Origin): Promise<never> {
  if (origin.kind !== 'starter') await recordRefusal(store, error, origin)
  throw error
}

/**
 * Imports a data set, all or nothing. What an import of the same kind and checksum has brought
 * already changes nothing. Throws a {@link DataError} where rows contradict each other.
 */
export async function importData(
  store: Store,
  data: DataSet,
  countries: CountryFacts[],
  origin: Origin
): Promise<ImportResult> {
  const bad = checkReferences(data, new Set(countries.map((country) => country.code)))
  if (bad.length > 0) await refuse(store, new DataError(bad), origin)
  return store.transaction(async (snapshot) => {
    if (await isLoaded(snapshot, origin))
      return { revision: snapshot.revision, changed: false, counts: {} }
    return applyChanges(snapshot, { rows: tableRows(data, countries) }, origin)
  })
}

async function isLoaded(
  { db, tables: { imports } }: Snapshot,
  { kind, checksum }: Origin
): Promise<boolean> {
  const [last] = await db
    .select({ checksum: imports.checksum })
    .from(imports)
    .where(eq(imports.kind, kind))
    .orderBy(desc(imports.finished), desc(imports.revision))
    .limit(1)
  return last?.checksum === checksum
}
