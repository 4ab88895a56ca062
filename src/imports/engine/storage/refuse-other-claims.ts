// Refuses rows whose made id belongs to another claim. Ids are joined from what a claim says, and
// two claims may give the same text: subject `a-b`, or subject `a` with the partner `b`.
import type { ReadRow } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import type { Intake, Taken } from '../intake.ts'
import type { Changes } from './write-changes.ts'

/** What a claim is about. A correction by a file with made ids changes none of these. */
const ABOUT: Partial<Record<Noun, readonly string[]>> = {
  observation: ['metric', 'subject', 'partner', 'direction', 'mode', 'period'],
  projection: ['metric', 'subject', 'partner', 'scenario', 'target_period']
}

/** Without it, one of the two claims would silently replace the other one. */
export function refuseOtherClaims(
  { badCells }: Intake,
  { file, noun, hasMadeIds }: Taken,
  rows: readonly ReadRow<Noun>[],
  { corrected }: Changes
): void {
  const columns = hasMadeIds ? (ABOUT[noun] ?? []) : []
  for (const { before, after } of corrected) {
    const column = columns.find((name) => before[name] !== after[name])
    if (!column) continue
    const id = String(after['id'])
    const line = rows.find((row) => row.id === id)?.line ?? 0
    const expected =
      `an id of its own: ${noun} ${id} has the ${column} ${before[column] ?? '(none)'} and not ` +
      `${after[column] ?? '(none)'}. Another beginning of ids in the mapping (/ids) would mend it`
    badCells.add([{ file, line, column: 'id', value: id, expected }])
  }
}
