// Checks that the legs of a corridor still follow each other where the ends of a leg have changed.
// Only all rows of an import together show this, because it may bring the corridor too.
import { inArray } from '../../../db/orm.ts'
import { chunks } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import type { Intake, Taken } from '../intake.ts'
import type { Changes } from '../storage/write-changes.ts'
import { findBreak, type LegEnds } from './follow-legs.ts'

/** Where a leg whose ends have changed stands in a file. */
export type MovedLeg = {
  file: string
  line: number
  id: string
  column: 'from' | 'to'
  value: string
}

/** Remembers the legs that end elsewhere than before. */
export function noteMoved(
  { moved }: Intake,
  { file, noun }: Taken,
  rows: readonly { id: string; line: number }[],
  { corrected }: Changes
): void {
  if (noun !== 'leg') return
  for (const { before, after } of corrected) {
    const column = (['from', 'to'] as const).find((name) => before[name] !== after[name])
    if (!column) continue
    const id = String(after['id'])
    const line = rows.find((row) => row.id === id)?.line ?? 0
    moved.push({ file, line, id, column, value: String(after[column]) })
  }
}

/** Refuses new ends of legs with which a corridor is no way any more. */
export async function checkCorridors({ revision, moved, badCells }: Intake): Promise<void> {
  for (const some of chunks(moved)) {
    const places = new Map(some.map((leg) => [leg.id, leg]))
    for (const { id, from, legs } of await readCorridors(revision.snapshot, [...places.keys()])) {
      const found = findBreak(from, legs, await readEnds(revision.snapshot, legs))
      const place = found && (places.get(found.leg) ?? firstOf(legs, places))
      if (!place) continue
      const { file, line, column, value } = place
      const expected =
        `ends with which the legs of the corridor ${id} follow each other: there, ${found.leg} ` +
        `would not begin or end at ${found.place}`
      badCells.add([{ file, line, column, value, expected }])
    }
  }
}

function firstOf<T>(legs: readonly string[], places: ReadonlyMap<string, T>): T | undefined {
  return legs.map((leg) => places.get(leg)).find((place) => place !== undefined)
}

async function readCorridors({ db, tables }: Snapshot, legs: readonly string[]) {
  const { corridor, corridor_leg } = tables
  const using = db
    .select({ id: corridor_leg.corridor })
    .from(corridor_leg)
    .where(inArray(corridor_leg.leg, [...legs]))
  const { id, from } = corridor
  return db
    .select({ id, from, legs: corridor.legs })
    .from(corridor)
    .where(inArray(corridor.id, using))
    .orderBy(corridor.id)
}

async function readEnds({ db, tables: { leg } }: Snapshot, ids: readonly string[]) {
  const ends = new Map<string, LegEnds>()
  for (const some of chunks(ids))
    for (const { id, from, to } of await db.select().from(leg).where(inArray(leg.id, some)))
      ends.set(id, { from, to })
  return ends
}
