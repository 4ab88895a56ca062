// A file of another publisher as an import takes it: with the function that reads it by a mapping.
import type { Snapshot } from '../db/store.ts'
import type { FileDialect } from '../files/dialect.ts'
import type { Bytes } from '../files/unpack-bytes.ts'
import { type MappedRows, readMapped } from './open-mapped.ts'
import type { Mapping } from './schema.ts'
import { countSkipped, type Skipped } from './skipped.ts'

/** `retrieved` is the day on which the file was read from its upstream, where that is known. */
export type MappingOptions = {
  makesMetrics: boolean
  dialect: FileDialect
  retrieved?: string | undefined
}
/** Reads files by one mapping. `skipped` is what they had that we do not have, so far. */
export type MappedReader = {
  read: (
    file: string
  ) => (snapshot: Snapshot, bytes: Bytes, bytesMax: number | undefined) => AsyncIterable<MappedRows>
  skipped: () => Skipped
}

export function mappedReader(
  mapping: Mapping,
  { makesMetrics, dialect, retrieved }: MappingOptions
): MappedReader {
  const skipped = countSkipped()
  return {
    read: (file) => (snapshot, bytes, bytesMax) =>
      readMapped(snapshot, file, bytes, {
        mapping,
        makesMetrics,
        dialect,
        retrieved,
        skipped,
        bytesMax
      }),
    skipped: skipped.result
  }
}
