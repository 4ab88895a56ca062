import { contains } from '../db/contains.ts'
import { and, eq, inArray } from '../db/orm.ts'
import { pageById } from '../db/page-by-id.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { QueryOf } from '../http/parameters.ts'
import type { listSourcesQuery, Source } from './schemas.ts'

/** Lists sources by id. */
export async function listSources(
  snapshot: Snapshot,
  { kind, q }: QueryOf<typeof listSourcesQuery>,
  page: Page
): Promise<Source[]> {
  const { source } = snapshot.tables
  const where = and(
    kind && inArray(source.kind, kind),
    q === undefined ? undefined : contains(source.search_text, q)
  )
  return pageById(selectSources(snapshot), source.id, where, page)
}

/** Finds a source; undefined if none has this id. */
export async function findSource(snapshot: Snapshot, id: string): Promise<Source | undefined> {
  const [row] = await selectSources(snapshot).where(eq(snapshot.tables.source.id, id)).limit(1)
  return row
}

function selectSources({ db, tables: { source } }: Snapshot) {
  const { id, publisher, title, url, published, kind, license } = source
  return db.select({ id, publisher, title, url, published, kind, license }).from(source).$dynamic()
}
