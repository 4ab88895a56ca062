// Keeps the names of entities: the table of keys, and the texts that searches look in.
import {
  chunks,
  deleteRows,
  insertRows,
  type Row,
  selectRows,
  updateRow
} from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Tables } from '../../../db/tables/define.ts'
import { searchText } from '../../../search-text.ts'
import { composeNames } from './compose-names.ts'
import { type CountryName, readCountryNames } from './country-names.ts'
import type { TableName } from './stored-rows.ts'
import type { Changes } from './write-changes.ts'

type EntityRow = Tables['entity']['$inferSelect']
type AliasRow = Tables['alias']['$inferSelect']
type CountryRow = Tables['country']['$inferSelect']

/** The entities whose names follow from these changes. */
export function findRenamed(name: TableName, { inserted, corrected }: Changes): string[] {
  const rows = [...inserted, ...corrected.flatMap(({ before, after }) => [before, after])]
  const column = { entity: 'id', country: 'code', alias: 'entity' }[name as string]
  return column === undefined ? [] : rows.map((row) => String(row[column]))
}

/** Writes the names of these entities anew. */
export async function renewNames(snapshot: Snapshot, ids: Iterable<string>): Promise<void> {
  for (const chunk of chunks(new Set(ids))) await renewSome(snapshot, chunk)
}

/** Deletes the names of entities that are withdrawn. */
export async function removeNames({ db, tables }: Snapshot, ids: readonly string[]): Promise<void> {
  await deleteRows(db, tables.entity_name, 'entity', ids)
}

async function renewSome(snapshot: Snapshot, ids: readonly string[]): Promise<void> {
  const { db, tables } = snapshot
  // The rows are those of the tables, which selectRows does not say.
  const entities = (await selectRows(db, tables.entity, 'id', ids)) as EntityRow[]
  const named = (await selectRows(db, tables.alias, 'entity', ids)) as AliasRow[]
  // Engines give the rows in orders of their own, and the text must not depend on it.
  const inOrder = named.sort((a, b) => (a.id < b.id ? -1 : 1))
  const aliases = Map.groupBy(inOrder, ({ entity }) => entity)
  const { countries, packaged } = await readOfCountries(snapshot, entities)
  const made = entities.map((entity) => {
    const origins = {
      entity,
      aliases: aliases.get(entity.id) ?? [],
      codes: countries.get(entity.id),
      packaged: packaged.get(entity.id)
    }
    return { entity, ...composeNames(origins) }
  })
  await removeNames(snapshot, ids)
  await insertRows(
    db,
    tables.entity_name,
    made.flatMap(({ rows }) => rows)
  )
  for (const { entity, searched } of made) await updateSearchText(snapshot, entity, searched)
}

async function readOfCountries({ db, tables }: Snapshot, entities: readonly EntityRow[]) {
  const codes = entities.filter(({ kind }) => kind === 'country').map(({ id }) => id)
  const rows = (await selectRows(db, tables.country, 'code', codes)) as CountryRow[]
  const none: ReadonlyMap<string, readonly CountryName[]> = new Map()
  return {
    countries: new Map(rows.map((row) => [row.code, row])),
    packaged: codes.length === 0 ? none : await readCountryNames(codes)
  }
}

async function updateSearchText(
  { db, tables }: Snapshot,
  entity: EntityRow,
  searched: readonly string[]
): Promise<void> {
  const search_text = searchText(searched)
  const row: Row = { ...entity, search_text }
  if (search_text !== entity.search_text) await updateRow(db, tables.entity, 'id', row)
}
