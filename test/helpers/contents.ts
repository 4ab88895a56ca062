import { type Content, readTable, TABLE_NAMES } from '../../src/db/copy/table-pages.ts'
import type { Store } from '../../src/db/store.ts'

/**
 * What every table holds, by number and checksum: equal contents mean that nothing was changed. On
 * any engine.
 */
export async function contentsOf(store: Store): Promise<Record<string, Content>> {
  return store.snapshot(async (snapshot) => {
    const contents: Record<string, Content> = {}
    for (const name of TABLE_NAMES) contents[name] = await readTable(snapshot, name, async () => {})
    return contents
  })
}
