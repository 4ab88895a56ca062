import { z } from 'zod'
import { count, extended, list, revisionOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { oneOf } from '../http/parameters.ts'
import { IMPORT_KINDS } from '../vocabularies.ts'

const STATES = ['done', 'refused'] as const
const importState = z
  .enum(STATES)
  .meta({ id: 'ImportState', description: 'Whether an import was done.' })

const countsSchema = z
  .object({
    type: field(z.string(), 'What the rows are.', 'observation'),
    inserted: count('New rows.', 1329),
    corrected: count('Rows that took the place of a version before.', 0),
    withdrawn: count('Rows that were taken out.', 0),
    kept: count('Rows left as another import had made them: corrected or withdrawn.', 0)
  })
  .meta({ id: 'ImportCounts', description: 'What an import did to the rows of one type.' })

const importFields = {
  id: field(
    z.string(),
    'The number of its revision; of a refused one `refused-` and a number.',
    '1'
  ),
  revision: revisionOrNull('The revision it made; null where it was refused.', 1),
  state: field(
    importState,
    'done: its rows are in the data. refused: nothing of it was kept.',
    'done'
  ),
  kind: field(
    z.string(),
    'Where it came from: `starter` is the data set that comes with the software, `import` ' +
      'files by command, `upload` a file over HTTP, `change` a single change over HTTP, ' +
      '`recheck` new rules of the service, by which all claims were checked again.',
    'starter'
  ),
  started: field(z.string(), 'When it began (RFC 3339, UTC).', '2026-11-23T00:00:00Z'),
  finished: field(
    z.string(),
    'When it was done or refused: `recorded_at` of its rows.',
    '2026-11-23T00:00:00Z'
  ),
  made_by: field(
    z.string().nullable(),
    'Who made it; null for what the service itself brings.',
    null
  ),
  note: field(z.string().nullable(), 'Why, as given with the change.', null),
  checksum: field(
    z.string().nullable(),
    'SHA-256 of what was imported, where it was files; null where it was refused.',
    '5659251accdeea960f27266b4f527b3ddaa493bbf36d200cb7fd054ce6c2c859'
  ),
  counts: z
    .array(countsSchema)
    .max(100)
    .meta({ description: 'What it did, by type; empty where it was refused. In CSV a JSON text.' }),
  refused_cells: count('How many cells could not be taken.', 0)
}

export const importSchema = z
  .object(importFields)
  .meta({ id: 'Import', description: 'What came in at once: done as one revision, or refused.' })
export type Import = z.output<typeof importSchema>

const badCellSchema = z
  .object({
    file: field(z.string(), 'The file it stands in.', 'claims.csv'),
    line: count('Its line, the header line included, from 1.', 2),
    column: field(z.string(), 'Its column.', 'value'),
    value: field(z.string(), 'What it holds; long values are cut.', '52,5'),
    expected: field(z.string(), 'What would be right.', 'a plain decimal such as 52500000 or 28.5')
  })
  .meta({ id: 'RefusedCell', description: 'One cell that could not be taken.' })

export const importDetailSchema = extended(
  importSchema,
  'ImportDetail',
  'One import, with what was wrong with it.',
  { errors: list('The first 100 cells that could not be taken.', badCellSchema, 100) }
)
export type ImportDetail = z.output<typeof importDetailSchema>

export const listImportsQuery = {
  kind: oneOf(IMPORT_KINDS, 'Only imports of this kind.', 'starter').optional(),
  state: oneOf(STATES, 'Only those that are done, or that were refused.', 'done').optional()
}
