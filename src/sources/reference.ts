import type { Tables } from '../db/tables/define.ts'

/** What stands of a source beside each figure: `SourceReference` on the wire. Here of one that was read. */
export function referenceTo({ id, publisher, kind, url, published }: Tables['source']['$inferSelect']) {
  return { id, publisher, kind, url, published }
}

/** The columns it is read from. */
export function sourceReferenceOf({ source }: Tables) {
  const { id, publisher, kind, url, published } = source
  return { id, publisher, kind, url, published }
}
