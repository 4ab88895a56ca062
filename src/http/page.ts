// A page of a list, as routes ask queries for it.
import type { CursorKey } from './cursors.ts'

/** Where a page begins and how many rows it may have. */
export type Page = { after: CursorKey | undefined; limit: number }

/** How many rows a page has unless told, and at most. */
export type PageRows = { usual: number; most: number }

/**
 * Rows of a page that may end before it is full, where rows hold more than can be read at once:
 * `stopped` is the key it goes on after then. Warnings tell what was left out on the way.
 */
export type Stretch<Row> = { rows: Row[]; stopped?: CursorKey | undefined; warnings?: string[] }
