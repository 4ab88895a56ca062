import { z } from 'zod'
import { revision, revisionOrNull, textOrNull, time, timeOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { revisionOrMoment, wordList } from '../http/parameters.ts'
import { PARENTS_FIRST } from '../nouns.ts'
import { changeActionSchema, rowTypeSchema } from '../vocabulary-schemas.ts'
import { STORED } from './stored-schemas.ts'

/** A row with the example of each field. */
function exampleOf(row: z.ZodObject): Record<string, unknown> {
  const example = (one: unknown) =>
    (z.globalRegistry.get(one as z.ZodType)?.examples as unknown[] | undefined)?.[0]
  return Object.fromEntries(Object.entries(row.shape).map(([name, one]) => [name, example(one)]))
}

const changeFields = {
  revision: revision(
    'The revision of the change; `/v1/imports/{revision}` says who made it and why.',
    1
  ),
  recorded_at: time(
    'The time when that revision was made (RFC 3339, UTC).',
    '2026-11-23T00:00:00Z'
  ),
  action: field(
    changeActionSchema,
    'insert: the row is new, or it returns after a withdrawal. correct: the row replaces ' +
      'an earlier version. withdraw: the row is no longer served.',
    'insert'
  )
}

export const changeSchema = z
  .object({
    ...changeFields,
    type: field(
      rowTypeSchema,
      'The type of the row; `type` and `id` together are its key.',
      'observation'
    ),
    id: field(z.string(), 'The id of the row.', 'C0392'),
    row: z
      .union(Object.values(STORED))
      .nullable()
      .meta({
        description:
          'The row as it is stored after the change; null if it was withdrawn. In CSV this is a' +
          ' JSON text.',
        examples: [exampleOf(STORED.observation)]
      })
  })
  .meta({ id: 'Change', description: 'One row inserted, corrected or withdrawn.' })
export type Change = z.output<typeof changeSchema>

export const listChangesQuery = {
  since: revisionOrMoment(
    'since',
    'Only changes after this revision, or made at this time or later (RFC 3339, or a day,' +
      ' which means its beginning in UTC). To keep a copy, use revisions: a time returns ' +
      'all changes of that second again, which does no harm. 0, which is the default, and ' +
      'times before the first revision return all changes.',
    '0'
  ).optional(),
  type: wordList(PARENTS_FIRST, 'Only these types.', ['observation']).optional()
}

/** A version of one thing. Each type has its own schema of `row`. */
function versionSchema<Row extends z.ZodObject>(name: string, row: Row, what: string) {
  return z
    .object({
      id: row.shape['id'] as z.ZodString,
      ...changeFields,
      made_by: textOrNull(
        'The label of the key that made the revision; null if the service itself made it.',
        null
      ),
      reason: textOrNull('The reason that was given with the change.', null),
      retired_revision: revisionOrNull(
        'The revision that replaced or withdrew this version; null for the current version ' +
          'and for a withdrawal.',
        null
      ),
      retired_at: timeOrNull('The time of `retired_revision`.', null),
      row: row.nullable().meta({
        description: `The ${what} as it was stored; null for a withdrawal.`,
        examples: [exampleOf(row)]
      })
    })
    .meta({ id: name, description: `One version of a ${what}, or its withdrawal.` })
}

export const observationVersionSchema = versionSchema(
  'ObservationVersion',
  STORED.observation,
  'claim'
)
export type ObservationVersion = z.output<typeof observationVersionSchema>
export const projectionVersionSchema = versionSchema(
  'ProjectionVersion',
  STORED.projection,
  'projection'
)
