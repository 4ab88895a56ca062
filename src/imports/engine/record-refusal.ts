// Records refused imports for a while, so that their senders can see what was wrong.
import { desc, lte } from '../../db/orm.ts'
import { type Store, WriterBusy } from '../../db/store.ts'
import type { DataError } from '../../files/data-error.ts'
import type { Origin } from './record-import.ts'
import { toSeconds } from './to-seconds.ts'

const REFUSALS_MAX = 1_000
const CELLS_MAX = 100
const VALUE_CHARACTERS_MAX = 200

type Refused = Pick<DataError, 'cells' | 'count'>
type From = Pick<Origin, 'kind' | 'time' | 'started' | 'made_by'>

/**
 * Records the first refused cells of an import, and forgets the oldest refused imports. Makes no
 * revision. Records nothing if others write for too long, because the answer tells all of it.
 */
export async function recordRefusal(store: Store, refused: Refused, from: From): Promise<void> {
  try {
    await insertRefusal(store, refused, from)
  } catch (error) {
    if (!(error instanceof WriterBusy)) throw error
  }
}

function insertRefusal(store: Store, { cells, count }: Refused, from: From): Promise<void> {
  const { kind, time = new Date().toISOString(), started = time, made_by = null } = from
  return store.transaction(async ({ db, tables: { refusal } }) => {
    const [last] = await db
      .select({ id: refusal.id })
      .from(refusal)
      .orderBy(desc(refusal.id))
      .limit(1)
    const id = (last?.id ?? 0) + 1
    const first = cells
      .slice(0, CELLS_MAX)
      .map((cell) => ({ ...cell, value: cell.value.slice(0, VALUE_CHARACTERS_MAX) }))
    const times = { started: toSeconds(started), finished: toSeconds(time) }
    await db.insert(refusal).values({ id, kind, ...times, made_by, bad: count, cells: first })
    await db.delete(refusal).where(lte(refusal.id, id - REFUSALS_MAX))
  })
}
