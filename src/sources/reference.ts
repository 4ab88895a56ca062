import type { Tables } from '../db/tables.ts'

/** The columns of a source that stand beside each figure and event: `SourceReference` on the wire. */
export function sourceReferenceOf({ source }: Tables) {
  const { id, publisher, kind, url, published } = source
  return { id, publisher, kind, url, published }
}
