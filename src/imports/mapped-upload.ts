// How an upload is read: its dialect, and the mapping of a file of another publisher.
import type { FileDialect } from '../files/dialect.ts'
import { refusedParameter } from '../http/problems.ts'
import { builtIn } from '../mappings/built-in.ts'
import { type MappedReader, mappedReader } from '../mappings/mapped-file.ts'
import { BUILT_IN_NAMES } from '../mappings/names.ts'
import { NAMES_SHOWN, type Skipped } from '../mappings/skipped.ts'
import { TABBED_TYPE, type UploadQuery } from './upload-schemas.ts'

/** How the file is written, by the parameters and the media type. */
export function dialectOf(
  { delimiter, decimal, encoding }: UploadQuery,
  mediaType: string | undefined
): FileDialect {
  const isTabbed = mediaType?.startsWith(TABBED_TYPE)
  return { delimiter: delimiter ?? (isTabbed ? 'tab' : undefined), decimal, encoding }
}

/**
 * The reader of the mapping that a request names. Throws a problem for parameters that exclude each
 * other.
 */
export function uploadReader(
  { type, mapping, new_metrics = false }: UploadQuery,
  dialect: FileDialect
): MappedReader | undefined {
  if (new_metrics && !mapping)
    throw refusedParameter('new_metrics', '`new_metrics` requires mapping.', [
      `mapping=${BUILT_IN_NAMES.join(' or ')} together with new_metrics`
    ])
  if (mapping && type)
    throw refusedParameter('type', '`type` and `mapping` exclude each other.', [
      'no type: a mapping decides what the rows are'
    ])
  return mapping && mappedReader(builtIn(mapping), { makesMetrics: new_metrics, dialect })
}

/** The skipped figures as the answer has them. */
export function showSkipped({ claims, names }: Skipped) {
  return {
    claims,
    places: names.place.shown,
    indicators: names.indicator.shown,
    others: [
      ...names.product.shown,
      ...names.kind.shown,
      ...names.left_out.shown,
      ...names.forecast.shown,
      ...names.older.shown,
      ...names.period.shown
    ].slice(0, NAMES_SHOWN)
  }
}
