// Prints tables as text on a terminal.

export type Column = { title: string; align?: 'right' }

/** Lines up the cells of each row under the titles of their columns. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[]
): string {
  const shown = [columns.map(({ title }) => title), ...rows]
  const widths = columns.map((_, index) => Math.max(...shown.map((row) => row[index]?.length ?? 0)))
  const pad = (cell: string, index: number) =>
    columns[index]?.align === 'right'
      ? cell.padStart(widths[index] ?? 0)
      : cell.padEnd(widths[index] ?? 0)
  return shown.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}
