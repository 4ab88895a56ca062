import { contains } from '../db/contains.ts'
import { and, asc, eq, gt, inArray } from '../db/orm.ts'
import type { Snapshot } from '../db/store.ts'
import type { Page } from '../http/page.ts'
import type { SOURCE_KINDS } from '../vocabularies.ts'
import type { Source } from './schemas.ts'

export type SourceFilters = {
  kind?: (typeof SOURCE_KINDS)[number][] | undefined
  q?: string | undefined
}

/** Sources by id. */
export async function listSources(
  snapshot: Snapshot,
  { kind, q }: SourceFilters,
  { after, limit }: Page
): Promise<Source[]> {
  const { source } = snapshot.tables
  const where = and(
    kind && inArray(source.kind, kind),
    q === undefined ? undefined : contains(source.search_text, q),
    after && gt(source.id, String(after[0]))
  )
  return select(snapshot).where(where).orderBy(asc(source.id)).limit(limit)
}

/** One source; undefined where there is none of this id. */
export async function findSource(snapshot: Snapshot, id: string): Promise<Source | undefined> {
  const [row] = await select(snapshot).where(eq(snapshot.tables.source.id, id)).limit(1)
  return row
}

function select({ db, tables: { source } }: Snapshot) {
  const { id, publisher, title, url, published, kind, license } = source
  return db.select({ id, publisher, title, url, published, kind, license }).from(source).$dynamic()
}
