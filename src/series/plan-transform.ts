// Turns the parameters that transform series into a plan: what is read, and what is computed.
import type { QueryOf } from '../http/parameters.ts'
import type { Traits } from '../observations/series/traits.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { checkBase } from './check-base.ts'
import { checkTransform } from './check-transform.ts'
import { type Span, spanToRead } from './span.ts'
import type { Transformation } from './transform-points.ts'
import type { transformQuery } from './transform-schemas.ts'

export type TransformQuery = QueryOf<typeof transformQuery>

/** The series that a request asks for; without `calendars`: of all calendars. */
type Asked = { metric: Traits; calendars: readonly string[] | undefined; span: Span }

/** `reads` is the span whose claims are read; `transformation` is undefined if none was asked for. */
export type Plan = { reads: Span; transformation: Transformation | undefined }

/** Plans a transformation. Throws a problem if it makes no sense. */
export function planTransform(
  { transform, index_base }: TransformQuery,
  { metric, calendars, span }: Asked
): Plan {
  checkBase(transform, index_base, calendars)
  if (transform === undefined) return { reads: span, transformation: undefined }
  checkTransform(transform, metric, calendars)
  const base = index_base === undefined ? undefined : parsePeriod(index_base)
  const reads = spanToRead(span, transform, base)
  return { reads, transformation: { name: transform, readFrom: reads.from, base: index_base } }
}
