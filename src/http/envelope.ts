// The shape of every answer (`data`, `meta` and, on lists, `links`), and how a field is documented.
import { z } from 'zod'
import { COUNT_MAX } from './limits.ts'

/** Documents a field: what it means, and an example from the real data. */
export function field<S extends z.ZodType>(schema: S, description: string, example: unknown): S {
  return schema.meta({ description, examples: [example] })
}

const metaFields = {
  revision: field(
    z.int().min(0).max(COUNT_MAX),
    'The newest revision that may have changed this answer. Each import makes a revision of the ' +
      'data set; one that touches nothing of what is shown here leaves the answer as it is. With ' +
      '`as_of`, the revision that the answer was read from.',
    1
  ),
  license: field(
    z.string(),
    'The terms of use of the data.',
    'Facts quoted with attribution: name the source of each figure.'
  ),
  warnings: field(
    z.array(z.string()),
    'What the answer leaves out and why, such as unknown ids in a list, and what there is ' +
      'instead where nothing meets the filters; empty if there is nothing to say.',
    []
  )
}

const updated_at = field(
  z.string().nullable(),
  'The time when `revision` was made (RFC 3339, UTC); null if there are no data yet.',
  '2026-11-23T00:00:00Z'
)

export const singleMeta = z
  .object({ ...metaFields, updated_at })
  .meta({ id: 'Meta', description: 'About the answer.' })
/** About the answer, for things that can be cited. */
export const citedMeta = singleMeta
  .extend({
    citation: field(
      z.string(),
      'How to cite this in one line: publisher, date of publication, and the thing with the ' +
        'revision that it was read from, for `as_of`. `/citation` has whole citations, also for ' +
        'reference managers.',
      'Kazinform (citing Trend), 2024-08-21, via Corridor Metrics, C0392, revision 1'
    )
  })
  .meta({
    id: 'CitedMeta',
    extends: singleMeta,
    description: 'About the answer, and how to cite it.'
  })
export const listMeta = z
  .object({
    ...metaFields,
    updated_at,
    count: field(
      z.int().min(0).max(1_000),
      'The number of rows in this answer, not of all rows that match.',
      100
    ),
    total: field(
      z.int().min(0).max(COUNT_MAX).nullable(),
      'The number of all rows that match; null unless `total=true` asks for it, and null with a ' +
        'warning that says why if they are not counted.',
      null
    ),
    next_cursor: field(
      z.string().nullable(),
      'The `cursor` of the next page; null on the last page.',
      null
    )
  })
  .meta({ id: 'ListMeta', description: 'About the answer.' })
export const listLinks = z
  .object({
    self: field(z.string(), 'The path of this page on this service.', '/v1/metrics?topic=trade'),
    next: field(
      z.string().nullable(),
      'The path of the next page; null on the last page. Also sent as a Link header (RFC 8288).',
      null
    )
  })
  .meta({ id: 'Links', description: 'The paths of this page and the next one.' })

export type Meta = z.output<typeof singleMeta>

/** The component name of an answer: `ListMetricsAnswer` for the operation `listMetrics`. */
export function answerName(operationId: string): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Answer`
}
