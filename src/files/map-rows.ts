/** So many rows are made before those who take them may let others in. */
const ROWS_AT_ONCE = 200

/** Makes rows of records, some at a time and only when they are asked for. */
export function* mapRows<T, R>(
  records: readonly T[],
  toRow: (record: T) => R
): Generator<R[], void> {
  for (let at = 0; at < records.length; at += ROWS_AT_ONCE)
    yield records.slice(at, at + ROWS_AT_ONCE).map(toRow)
}
