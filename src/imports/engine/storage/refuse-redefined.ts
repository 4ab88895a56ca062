// Corrections that would change what claims mean.
import type { Read } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake } from '../intake.ts'
import { findReferrers } from './referrers.ts'
import type { Changes } from './write-changes.ts'

/** What claims are read by: with another unit each of them would say something else. */
const FIXED: Partial<Record<Noun, readonly string[]>> = {
  metric: ['unit', 'partnered', 'subject_kinds'],
  entity: ['kind']
}

/** Reports what claims are read by, where claims are there. An edition brings both. */
export async function refuseRedefined(
  { revision: { snapshot }, edition, badCells }: Intake,
  file: string,
  noun: Noun,
  rows: readonly Read<Noun>[],
  { corrected }: Changes
): Promise<void> {
  const columns = edition ? [] : (FIXED[noun] ?? [])
  for (const { before, after } of corrected) {
    const column = columns.find((name) => String(before[name]) !== String(after[name]))
    if (!column) continue
    const found = await findReferrers(snapshot, noun, [String(after['id'])])
    const claim = found
      .map(({ by }) => by)
      .find(({ type }) => type === 'observation' || type === 'projection')
    if (!claim) continue
    const line = rows.find(({ id }) => id === after['id'])?.line ?? 0
    const others = `${claim.type} ${claim.id} and perhaps others are read by it`
    const expected = `${before[column]} as before: ${others}`
    badCells.add([{ file, line, column, value: String(after[column]), expected }])
  }
}
