import type { RawRow } from '../../files/data-file.ts'

/**
 * The same rows, always as many at a time, but for the last ones. Where the rows throw, those
 * before the error come first.
 */
export async function* regroupRows(
  batches: AsyncIterable<RawRow[]> | Iterable<RawRow[]>,
  size: number
): AsyncGenerator<RawRow[]> {
  let held: RawRow[] = []
  try {
    for await (const batch of batches) {
      held = held.length === 0 ? batch : [...held, ...batch]
      let at = 0
      for (; held.length - at >= size; at += size) yield held.slice(at, at + size)
      if (at > 0) held = held.slice(at)
    }
  } catch (error) {
    if (held.length > 0) yield held
    throw error
  }
  if (held.length > 0) yield held
}
