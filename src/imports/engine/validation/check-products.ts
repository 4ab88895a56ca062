// Checks that the parents of products lead to a product without one. Only all rows of an import
// together show this, because a file may name parents in any order.
import type { Snapshot } from '../../../db/store.ts'
import { LEVELS_MAX } from '../../../products/levels.ts'
import type { Intake, Taken } from '../intake.ts'
import type { Changes } from '../storage/write-changes.ts'

/** Where the parent of a product stands in a file. */
export type ParentPlace = { file: string; line: number; id: string; parent: string }

/** Remembers the parents that have been written. */
export function noteParents(
  { parents }: Intake,
  { file, noun }: Taken,
  rows: readonly { id: string; line: number }[],
  { inserted, corrected }: Changes
): void {
  if (noun !== 'product') return
  const lines = new Map(rows.map(({ id, line }) => [id, line]))
  for (const row of [...inserted, ...corrected.map(({ after }) => after)]) {
    const { id, parent } = row
    if (typeof id === 'string' && typeof parent === 'string')
      parents.push({ file, line: lines.get(id) ?? 0, id, parent })
  }
}

/** Refuses parents that lead in a circle, or further down than any list of products does. */
export async function checkParents({ revision, parents, badCells }: Intake): Promise<void> {
  if (parents.length === 0) return
  const parentOf = await readParents(revision.snapshot)
  const deep = findDeep(parentOf)
  for (const { file, line, id, parent } of parents)
    if (deep.has(id)) badCells.add([{ file, line, column: 'parent', value: parent, expected: FEW }])
}

const FEW =
  'a product that is not below this one: parents may not lead in a circle, and there are at ' +
  `most ${LEVELS_MAX} levels`

type Parents = ReadonlyMap<string, string | null>

async function readParents({ db, tables: { product } }: Snapshot): Promise<Parents> {
  const rows = await db.select({ id: product.id, parent: product.parent }).from(product)
  return new Map(rows.map(({ id, parent }) => [id, parent]))
}

/** The products from which no top is reached in time, with all that stand between. */
function findDeep(parentOf: Parents): ReadonlySet<string> {
  const deep = new Set<string>()
  for (const id of parentOf.keys()) {
    const path: string[] = []
    for (let next: string | null = id; next !== null && path.length <= LEVELS_MAX; ) {
      path.push(next)
      next = parentOf.get(next) ?? null
    }
    if (path.length > LEVELS_MAX) for (const one of path) deep.add(one)
  }
  return deep
}
