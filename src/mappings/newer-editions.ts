// Keeps an older edition from replacing a newer one. Offices revise their figures for many years
// back, so an older file would undo these revisions.
import type { Snapshot } from '../db/store.ts'
import type { CellValue, RowValues } from '../files/data-file.ts'
import { parseDate } from '../periods/dates.ts'
import type { MadeRow } from './claims.ts'
import { datedSources, findLastDay, publishedClaims } from './edition-queries.ts'
import type { SkippedCounter } from './skipped.ts'

export type NewerEditions = {
  /**
   * Takes the sources of the file, and returns those that are not older than what is there. Their
   * day of retrieval is the stored one unless theirs is later.
   */
  learn: (sources: readonly RowValues[]) => Promise<RowValues[]>
  /** The claims without those of which a newer edition is there; these are counted as skipped. */
  leaveOut: (claims: readonly MadeRow[]) => Promise<MadeRow[]>
}

/**
 * Starts with no source known. A source of the file without a date of publication is never older. A
 * stored one was published after the last day that its figures are about.
 */
export function findNewerEditions(snapshot: Snapshot, skipped: SkippedCounter): NewerEditions {
  const editions = new Map<string, string>()
  const newer = new Map<string, string>()
  const lastDays = new Map<string, string | null>()
  const isAfter = (one: string | null, edition: string) => dayOf(one) > dayOf(edition)
  return {
    async learn(sources) {
      for (const { id, published } of sources)
        if (published) editions.set(String(id), String(published))
      const stored = await datedSources(
        snapshot,
        sources.map(({ id }) => String(id))
      )
      for (const { id, published } of stored)
        if (isAfter(published, editions.get(id) ?? '9999')) newer.set(id, `${id} ${published}`)
      const days = new Map(stored.map(({ id, retrieved }) => [id, retrieved]))
      return sources
        .filter(({ id }) => !newer.has(String(id)))
        .map((one) => ({
          ...one,
          retrieved: laterOf(one['retrieved'], days.get(String(one['id'])))
        }))
    },
    async leaveOut(claims) {
      const dated = claims.flatMap((one) => (editions.has(one.source) ? idOf(one) : []))
      const stored = await publishedClaims(snapshot, dated)
      for (const { source, published } of stored)
        if (published === null && !lastDays.has(source))
          lastDays.set(source, await findLastDay(snapshot, source))
      const there = new Map(stored.map((one) => [one.id, one]))
      return claims.filter((one) => {
        const found = there.get(idOf(one))
        const day = found && (found.published ?? lastDays.get(found.source) ?? null)
        const isOlder = day && isAfter(day, editions.get(one.source) ?? '9999')
        const by = newer.get(one.source) ?? (isOlder && `${found.source} ${day}`)
        if (by) skipped.add([['older', by]])
        return !by
      })
    }
  }
}

function idOf({ row }: MadeRow): string {
  return 'cells' in row ? String(row.cells['id']) : ''
}

/** The later day of retrieval. A file by itself has none. */
function laterOf(given: CellValue | undefined, stored: string | null | undefined) {
  return stored && dayOf(stored) >= dayOf(String(given ?? '')) ? stored : given
}

/** The first day of a date of publication; empty if there is none. */
function dayOf(published: string | null): string {
  return parseDate(published ?? '')?.starts_on ?? ''
}
