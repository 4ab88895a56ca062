// Asks a PostgreSQL server for its newest revision, and for the parts of the data if they are not
// those that are known: they are many, and seldom change.
import { partsIn, SELECT_PARTS } from '../parts.ts'
import { type Known, newestIn, SELECT_NEWEST } from '../store.ts'

/** The statement; `known` is the revision whose parts are known, as a number or a parameter. */
export function selectKnown(known: string): string {
  return (
    `SELECT revision, finished, CASE WHEN revision <> ${known} THEN ` +
    `(SELECT json_agg(row_to_json(found))::text FROM (${SELECT_PARTS}) AS found) END AS parts ` +
    `FROM (${SELECT_NEWEST}) AS newest`
  )
}

/** The value of `known` in {@link selectKnown}. */
export function knownRevision({ revision, parts }: Known): number {
  return parts ? revision : -1
}

/** What the row of {@link selectKnown} says, beside what was known when it was asked for. */
export function knownIn(row: unknown, known: Known): Known {
  const { revision, updatedAt } = newestIn(row)
  // The column of the statement, which the driver types as anything.
  const { parts } = (row ?? {}) as { parts?: string | null }
  if (parts) return { revision, updatedAt, parts: partsIn(JSON.parse(parts)) }
  // A restored database may make the same revision again.
  const isSame = revision === known.revision && updatedAt === known.updatedAt
  return { revision, updatedAt, parts: isSame ? known.parts : undefined }
}
