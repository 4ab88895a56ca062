import { z } from 'zod'
import { count, revisionOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { flag, freeText, oneOf } from '../http/parameters.ts'
import { PARENTS_FIRST } from '../nouns.ts'
import { rowTypeSchema } from '../vocabulary-schemas.ts'
import { CHANGES_SHOWN_MAX } from './engine/shown-changes.ts'

const REASON_CHARACTERS_MAX = 500
const FIELDS_MAX = 50

/** What an import did, or would do. */
export const uploadResult = z
  .object({
    revision: revisionOrNull(
      'The revision it made; null where nothing was changed, and for a dry run.',
      2
    ),
    dry_run: field(z.boolean(), 'Whether this only tells what would happen.', false),
    rows: count('Rows that were read.', 1),
    counts: field(
      z
        .array(
          z.object({
            type: field(rowTypeSchema, 'What the rows are.', 'observation'),
            inserted: count('New ones.', 1),
            corrected: count(
              'Ones that differ from what was there; the version before stays in the history.',
              0
            ),
            unchanged: count('Ones that are there already, as they are.', 0)
          })
        )
        .max(PARENTS_FIRST.length),
      'What the rows did.',
      [{ type: 'observation', inserted: 1, corrected: 0, unchanged: 0 }]
    ),
    changes: field(
      z
        .array(
          z.object({
            type: field(rowTypeSchema, 'What the row is.', 'observation'),
            id: field(z.string(), 'Its id.', 'C0392'),
            action: field(
              z.enum(['insert', 'correct']),
              'Whether it is new or takes the place of a version before.',
              'correct'
            ),
            fields: field(
              z
                .array(
                  z.object({
                    name: field(z.string(), 'Name of the field, as in `/v1/changes`.', 'value'),
                    before: z.unknown().meta({ description: 'What it was.', examples: [52500000] }),
                    after: z
                      .unknown()
                      .meta({ description: 'What it is now, or would be.', examples: [53000000] })
                  })
                )
                .max(FIELDS_MAX),
              'Of a correction the fields that differ.',
              [{ name: 'value', before: 52500000, after: 53000000 }]
            )
          })
        )
        .max(CHANGES_SHOWN_MAX),
      `The first ${CHANGES_SHOWN_MAX} changes, corrections before new rows; \`counts\` has ` +
        'all of them.',
      [{ type: 'observation', id: 'desk-2026-002', action: 'insert', fields: [] }]
    )
  })
  .meta({ id: 'UploadResult', description: 'What an import did, or would do.' })

export const uploadQuery = {
  type: oneOf(
    PARENTS_FIRST,
    'What the rows are. Left out, the columns tell.',
    'observation'
  ).optional(),
  dry_run: flag(
    '`true` checks everything, tells what would change, and keeps nothing.',
    true
  ).optional(),
  note: freeText(
    REASON_CHARACTERS_MAX,
    'Why the data are imported; shown to everybody.',
    'figures of November'
  ).optional()
}

const EXAMPLE = `id,metric,subject,partner,direction,mode,period,value,low,high,bound,published_text,attributed_to,source,derived_from,note
desk-2026-002,goods_trade,KAZ,PAK,,,2025,105600000,,,exact,$105.6 million,Ministry of Trade and Integration of Kazakhstan,inform-kaz-2023,,
`

/**
 * Media types an upload may have; the last two hold either of the others, packed or of a sender who
 * does not tell.
 */
export const UPLOAD_TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/gzip',
  'application/octet-stream'
]

export const uploadBody = z.unknown().meta({
  type: 'string',
  description:
    'One kind of rows with the columns of the data files, at most 64 MiB, also when ' +
    'unpacked: CSV (RFC 4180, UTF-8, header row) as `text/csv`; one JSON object a line, in ' +
    'which what is left out is empty, as `application/x-ndjson`; either of them packed by ' +
    'gzip as `application/gzip`.',
  examples: [EXAMPLE]
})
