// Makes claims to write. The note of every row names its change, so that the rows of each change
// can be counted.
import { stringify } from 'csv-stringify/sync'
import { benchRows, COLUMNS } from '../../../bench/import-rows.ts'

const [ID, VALUE, TEXT, NOTE] = ['id', 'value', 'text', 'note'].map((name) =>
  COLUMNS.indexOf(name)
) as [number, number, number, number]

/**
 * A data file of `count` claims. The same `name` gives the same ids, so that a later file corrects
 * each row of an earlier one.
 */
export async function claimsFile(
  name: string,
  count: number,
  turn: number,
  note: string
): Promise<string> {
  const rows = [...(await benchRows(count))()].map((cells, row) => {
    const value = Number(cells[VALUE]) + turn
    const changed: Record<number, string> = {
      [ID]: `${name}-${row}`,
      [VALUE]: String(value),
      [TEXT]: `${value} dollars`,
      [NOTE]: note
    }
    return cells.map((cell, column) => changed[column] ?? cell)
  })
  return stringify([COLUMNS, ...rows])
}

/** One claim as it is posted. */
export function claimBody(value: number, note: string) {
  return {
    metric: 'goods_trade',
    subject: 'PAK',
    partner: 'KAZ',
    period: '2025',
    value,
    bound: 'exact',
    text: `${value} dollars`,
    attributed_to: 'Statistics office',
    source: 'inform-kaz-2023',
    note
  }
}
