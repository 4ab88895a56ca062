// The page of a list that a route asks a query for.
import type { CursorKey } from './cursors.ts'

/** The key that a page begins after, and the most rows that it may have. */
export type Page = { after: CursorKey | undefined; limit: number }

/** The default and the largest number of rows of a page. */
export type PageRows = { usual: number; most: number }

/**
 * The rows of a page that may end early, because they hold more data than can be read at once. The
 * next page then begins after the key `stopped`. Warnings say what was left out.
 */
export type Stretch<Row> = { rows: Row[]; stopped?: CursorKey | undefined; warnings?: string[] }

/** The number of rows, or why they are not counted. */
export type Counted = number | 'takes_too_long' | 'is_past'
