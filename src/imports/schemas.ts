import { z } from 'zod'
import { DISTINCT_MAX, VALUES_TOLD_MAX } from '../files/refused-kinds.ts'
import {
  component,
  count,
  extended,
  list,
  revisionOrNull,
  text,
  textOrNull,
  time
} from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { oneOf } from '../http/parameters.ts'
import { IMPORT_KINDS } from '../vocabularies.ts'

const STATES = ['done', 'refused'] as const
const importState = z
  .enum(STATES)
  .meta({ id: 'ImportState', description: 'Whether an import was completed or refused.' })

const countsSchema = z
  .object({
    type: field(z.string(), 'The type of the rows.', 'observation'),
    inserted: count('New rows.', 1745),
    corrected: count('Rows that replaced an earlier version.', 0),
    withdrawn: count('Rows that were withdrawn.', 0),
    kept: count(
      'Rows that stayed as they were, because another import had corrected or withdrawn them.',
      0
    )
  })
  .meta({ id: 'ImportCounts', description: 'How many rows of one type an import changed.' })

const importFields = {
  id: field(
    z.string(),
    'The id of the import: the number of its revision, or `refused-` and a number if it ' +
      'was refused.',
    '1'
  ),
  revision: revisionOrNull('The revision that the import made; null if it was refused.', 1),
  state: field(
    importState,
    'done: the rows are part of the data. refused: nothing was kept.',
    'done'
  ),
  kind: field(
    z.string(),
    'The origin of the import: `starter` is the data set that comes with the software, ' +
      '`import` is files imported by command, `upload` is a file sent over HTTP, `change` ' +
      'is a single change over HTTP, `recheck` means that a new version of the service ' +
      'checked all claims again by new rules, or compares names in another form.',
    'starter'
  ),
  started: time('When the import began (RFC 3339, UTC).', '2026-11-23T00:00:00Z'),
  finished: time(
    'When the import was completed or refused. Its rows have this time as `recorded_at`.',
    '2026-11-23T00:00:00Z'
  ),
  made_by: textOrNull(
    'The label of the key that made the import; null if the service itself made it.',
    null
  ),
  note: textOrNull('The reason that was given with the import.', null),
  checksum: field(
    z.string().nullable(),
    'SHA-256 checksum of the imported files; null if no files were imported, or if the ' +
      'import was refused.',
    '2593c8b948245884e5afda1bf809c0a84d75902535a8a659f04e0d1be568b6f3'
  ),
  counts: z
    .array(countsSchema)
    .max(100)
    .meta({
      description:
        'The number of rows changed, by type; empty if the import was refused. In CSV this is' +
        ' a JSON text.'
    }),
  refused_cells: count('The number of cells that were refused.', 0)
}

export const importSchema = z.object(importFields).meta({
  id: 'Import',
  description: 'A set of rows that came in at once: completed as one revision, or refused.'
})
export type Import = z.output<typeof importSchema>

const refusedValueSchema = component('RefusedValue', 'A value that was refused.', {
  value: text('The value; long values are cut.', 'Kosovoo'),
  cells: count('How many cells of this column were refused with it, for the same reason.', 12)
})

const badCellSchema = z
  .object({
    file: field(z.string(), 'The file that holds the cell.', 'claims.csv'),
    line: count('The line of the cell. Lines are counted from 1, including the header line.', 2),
    column: field(z.string(), 'The column of the cell.', 'value'),
    value: field(z.string(), 'The value of the cell; long values are cut.', '52,5'),
    expected: field(
      z.string(),
      'The value that was expected.',
      'a plain decimal such as 52500000 or 28.5'
    ),
    alike: count(
      'How many more cells of this column were refused for the same reason, and are not named.',
      0
    ),
    distinct: count(
      'How many different values all of these cells have, counted up to ' +
        `${DISTINCT_MAX}; 0 if \`alike\` is 0.`,
      0
    ),
    values: list('The first of these values.', refusedValueSchema, VALUES_TOLD_MAX)
  })
  .meta({ id: 'RefusedCell', description: 'One cell that was refused.' })

export const importDetailSchema = extended(
  importSchema,
  'ImportDetail',
  'One import, with the cells that were refused.',
  {
    errors: list(
      'At most 100 of the cells that were refused, shared out among the reasons.',
      badCellSchema,
      100
    )
  }
)
export type ImportDetail = z.output<typeof importDetailSchema>

export const listImportsQuery = {
  kind: oneOf(IMPORT_KINDS, 'Only imports of this kind.', 'starter').optional(),
  state: oneOf(
    STATES,
    'Only imports that were completed, or only imports that were refused.',
    'done'
  ).optional()
}
