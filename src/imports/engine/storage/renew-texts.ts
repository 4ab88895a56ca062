// Renews all texts that are stored for comparing, in a database made by an earlier form of them.
import { chunks, type Row, updateRow } from '../../../db/rows.ts'
import type { Snapshot } from '../../../db/store.ts'
import { renewNames } from './renew-names.ts'
import { SEARCHED } from './stored-rows.ts'

/** Writes the search texts of all nouns anew, and the names of all entities. */
export async function renewTexts(snapshot: Snapshot): Promise<void> {
  const { db, tables } = snapshot
  for (const [noun, textOf] of Object.entries(SEARCHED)) {
    // All these tables have an id and a search text.
    const table = tables[noun as 'scenario']
    const rows: Row[] = await db.select().from(table)
    for (const row of rows) {
      // The function belongs to the table of the row, which the types cannot express.
      const search_text = textOf(row as never)
      if (search_text !== row['search_text'])
        await updateRow(db, table, 'id', { ...row, search_text })
    }
  }
  const entities = await db.select({ id: tables.entity.id }).from(tables.entity)
  for (const chunk of chunks(entities))
    await renewNames(
      snapshot,
      chunk.map(({ id }) => id)
    )
}
