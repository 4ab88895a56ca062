import { z } from 'zod'
import { revision, revisionOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { revisionOrMoment, wordList } from '../http/parameters.ts'
import { PARENTS_FIRST } from '../nouns.ts'
import { rowTypeSchema } from '../vocabulary-schemas.ts'
import { STORED } from './stored-schemas.ts'

const changeAction = z
  .enum(['insert', 'correct', 'withdraw'])
  .meta({ id: 'ChangeAction', description: 'What happened to a row.' })

/** A row made of the examples of its fields. */
function exampleOf(row: z.ZodObject): Record<string, unknown> {
  const example = (one: unknown) =>
    (z.globalRegistry.get(one as z.ZodType)?.examples as unknown[] | undefined)?.[0]
  return Object.fromEntries(Object.entries(row.shape).map(([name, one]) => [name, example(one)]))
}

const changeFields = {
  revision: revision(
    'The revision it is part of; `/v1/imports/{revision}` says who made it and why.',
    1
  ),
  recorded_at: field(
    z.string(),
    'When that revision was made (RFC 3339, UTC).',
    '2026-11-23T00:00:00Z'
  ),
  action: field(
    changeAction,
    'insert: the row is new, or back after it was withdrawn. correct: it takes the place of ' +
      'the row before. withdraw: it is gone.',
    'insert'
  )
}

export const changeSchema = z
  .object({
    ...changeFields,
    type: field(rowTypeSchema, 'What the row is; together with `id` its key.', 'observation'),
    id: field(z.string(), 'Id of the row.', 'C0392'),
    row: z
      .union(Object.values(STORED))
      .nullable()
      .meta({
        description:
          'The row as it is stored from then on; null where it is withdrawn. In CSV a JSON text.',
        examples: [exampleOf(STORED.observation)]
      })
  })
  .meta({ id: 'Change', description: 'One row inserted, corrected or withdrawn.' })
export type Change = z.output<typeof changeSchema>

export const listChangesQuery = {
  since: revisionOrMoment(
    'Only changes after this revision, or at this time and later (RFC 3339, or a day, from ' +
      'its beginning in UTC). A copy is best kept by revisions: of a time what was made in ' +
      'that very second is given again, which does no harm. 0, the default, and times before ' +
      'the first revision give everything.',
    '0'
  ).optional(),
  type: wordList(PARENTS_FIRST, 'Only these types.', ['observation']).optional()
}

/** A version of one thing: `row` has a schema of its own for each type. */
function versionSchema<Row extends z.ZodObject>(name: string, row: Row, what: string) {
  return z
    .object({
      id: row.shape['id'] as z.ZodString,
      ...changeFields,
      made_by: field(
        z.string().nullable(),
        'Who made the revision; null for what the service itself brings.',
        null
      ),
      reason: field(z.string().nullable(), 'Why, as given with the change.', null),
      retired_revision: revisionOrNull(
        'The revision that ended this version; null for the current one and for withdrawals.',
        null
      ),
      retired_at: field(z.string().nullable(), 'When that was.', null),
      row: row.nullable().meta({
        description: `The ${what} as it was stored; null in the entry of a withdrawal.`,
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
