// How to cite a thing in one line: `meta.citation` of an answer.

/** The name of the service as citations write it. */
export const SERVICE_NAME = 'Corridor Metrics'

/** A claim or projection that was read in a document. */
type Read = { id: string; source: { publisher: string; published: string | null } }

/**
 * A figure that was read in a document, and where it is recorded: `Kazinform (citing Trend),
 * 2024-08-21, via Corridor Metrics, C0392, revision 1`.
 */
export function citeReadFigure({ revision }: { revision: number }, { id, source }: Read): string {
  const { publisher, published } = source
  const date = published ?? 'no date'
  return `${publisher}, ${date}, via ${SERVICE_NAME}, ${id}, revision ${revision}`
}

/**
 * What the service makes itself: `Corridor Metrics, 2026-11-23, series ..., revision 1`. `what`
 * names the thing; `updatedAt` is the time of the revision.
 */
export function citeOwnWork(
  { revision, updatedAt }: { revision: number; updatedAt: string | null },
  what: string
): string {
  const date = updatedAt?.slice(0, 10) ?? 'no date'
  return `${SERVICE_NAME}, ${date}, ${what}, revision ${revision}`
}
