// Keeps an older edition from replacing a newer one. Offices revise their figures for many years
// back, so an older file would undo these revisions.
import type { Snapshot } from '../db/store.ts'
import type { RowValues } from '../files/data-file.ts'
import { parseDate } from '../periods/dates.ts'
import type { MadeRow } from './claims.ts'
import { publishedClaims, publishedSources } from './edition-queries.ts'
import type { SkippedCounter } from './skipped.ts'

export type NewerEditions = {
  /** Takes the sources of the file, and returns those that are not older than what is there. */
  learn: (sources: readonly RowValues[]) => Promise<RowValues[]>
  /** The claims without those of which a newer edition is there; these are counted as skipped. */
  leaveOut: (claims: readonly MadeRow[]) => Promise<MadeRow[]>
}

/** Starts with no source known. A source without a date of publication is never older. */
export function findNewerEditions(snapshot: Snapshot, skipped: SkippedCounter): NewerEditions {
  const editions = new Map<string, string>()
  const newer = new Map<string, string>()
  const isAfter = (one: string | null, edition: string) => dayOf(one) > dayOf(edition)
  return {
    async learn(sources) {
      for (const { id, published } of sources)
        if (published) editions.set(String(id), String(published))
      const stored = await publishedSources(snapshot, [...editions.keys()])
      for (const { id, published } of stored)
        if (isAfter(published, editions.get(id) ?? '')) newer.set(id, `${id} ${published}`)
      return sources.filter(({ id }) => !newer.has(String(id)))
    },
    async leaveOut(claims) {
      const dated = claims.flatMap((one) => (editions.has(one.source) ? idOf(one) : []))
      const stored = await publishedClaims(snapshot, dated)
      const there = new Map(stored.map((one) => [one.id, one]))
      return claims.filter((one) => {
        const found = there.get(idOf(one))
        const isOlder = found && isAfter(found.published, editions.get(one.source) ?? '9999')
        const by = newer.get(one.source) ?? (isOlder && `${found.source} ${found.published}`)
        if (by) skipped.add([['older', by]])
        return !by
      })
    }
  }
}

function idOf({ row }: MadeRow): string {
  return 'cells' in row ? String(row.cells['id']) : ''
}

/** The first day of a date of publication; empty if there is none. */
function dayOf(published: string | null): string {
  return parseDate(published ?? '')?.starts_on ?? ''
}
