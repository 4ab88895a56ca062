import { contains } from '../db/contains.ts'
import { countRows } from '../db/count-rows.ts'
import { and, eq, inArray } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listSourcesQuery, Source } from './schemas.ts'

type SourceFilters = QueryOf<typeof listSourcesQuery>

/** Lists sources by id. */
export async function listSources(
  snapshot: Snapshot,
  filters: SourceFilters,
  page: Page
): Promise<Source[]> {
  const { source } = snapshot.tables
  return pageById(selectSources(snapshot), source.id, meetFilters(snapshot, filters), page)
}

export function countSources(
  snapshot: Snapshot,
  filters: SourceFilters,
  most: number
): Promise<number> {
  return countRows(snapshot, snapshot.tables.source, meetFilters(snapshot, filters), most)
}

function meetFilters({ tables: { source } }: Snapshot, { kind, q }: SourceFilters) {
  return and(
    kind && inArray(source.kind, kind),
    q === undefined ? undefined : contains(source.search_text, q)
  )
}

/** Finds a source; undefined if none has this id. */
export async function findSource(snapshot: Snapshot, id: string): Promise<Source | undefined> {
  const [row] = await selectSources(snapshot).where(eq(snapshot.tables.source.id, id)).limit(1)
  return row
}

function selectSources({ db, tables: { source } }: Snapshot) {
  const { id, publisher, title, url, published, kind, license, note } = source
  const columns = { id, publisher, title, url, published, kind, license, note }
  return db.select(columns).from(source).$dynamic()
}
