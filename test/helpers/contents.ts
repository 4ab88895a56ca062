import { type Content, readTable, TABLE_NAMES } from '../../src/db/copy/table-pages.ts'
import type { Store } from '../../src/db/store.ts'

/**
 * The number of rows and the checksum of every table, on any engine. Equal contents mean that
 * nothing was changed.
 */
export async function contentsOf(store: Store): Promise<Record<string, Content>> {
  return store.snapshot(async (snapshot) => {
    const contents: Record<string, Content> = {}
    for (const name of TABLE_NAMES) contents[name] = await readTable(snapshot, name, async () => {})
    return contents
  })
}
