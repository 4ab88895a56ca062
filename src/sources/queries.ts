import { contains } from '../db/contains.ts'
import { listedById } from '../db/listed-by-id.ts'
import { and, eq, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import { dueOn } from '../freshness/due.ts'
import { findInterval } from '../freshness/state-queries.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listSourcesQuery, Source, SourceDetail } from './schemas.ts'

type SourceFilters = QueryOf<typeof listSourcesQuery>

/** The list of sources. */
export const sourceList = listedById('source', selectSources, meetFilters)

function meetFilters({ tables: { source } }: Snapshot, { kind, q }: SourceFilters) {
  return and(kind && inArray(source.kind, kind), contains(source.search_text, q))
}

/** Finds a source; undefined if none has this id. */
export async function findSource(snapshot: Snapshot, id: string): Promise<Source | undefined> {
  const [row] = await selectSources(snapshot).where(eq(snapshot.tables.source.id, id)).limit(1)
  return row
}

/** The same, with how it is kept fresh. */
export async function findSourceDetail(
  snapshot: Snapshot,
  id: string
): Promise<SourceDetail | undefined> {
  const source = await findSource(snapshot, id)
  if (!source) return undefined
  const every_days = await findInterval(snapshot.now ?? snapshot, id)
  const { retrieved } = source
  if (every_days === undefined) return { ...source, fetched: null }
  const due_on = retrieved === null ? null : dueOn(retrieved, every_days)
  return { ...source, fetched: { every_days, due_on } }
}

function selectSources({ db, tables: { source } }: Snapshot) {
  const { id, publisher, title, url, published, retrieved, kind, license, note } = source
  const columns = { id, publisher, title, url, published, retrieved, kind, license, note }
  return db.select(columns).from(source).$dynamic()
}
