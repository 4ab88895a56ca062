import { type CopiedTable, isAlike } from '../../db/copy/copy-database.ts'
import { textTable } from '../../text-table.ts'
import { formatCount } from '../shared/format.ts'

/** Half of a checksum is enough for a reader to compare. */
const CHECKSUM_CHARACTERS = 32

/** The rows and checksums of both sides, one line for each table. */
export function compareTables(tables: readonly CopiedTable[]): string {
  const rows = tables.map((table) => [
    table.table,
    formatCount(table.source.rows),
    formatCount(table.target.rows),
    shorten(table.source.checksum),
    isAlike(table) ? 'alike' : `DIFFERENT: ${shorten(table.target.checksum)}`
  ])
  const columns = [
    { title: 'table' },
    { title: 'source', align: 'right' as const },
    { title: 'target', align: 'right' as const },
    { title: 'sha-256' },
    { title: '' }
  ]
  return textTable(columns, rows)
}

function shorten(checksum: string): string {
  return checksum.slice(0, CHECKSUM_CHARACTERS)
}
