import { z } from 'zod'
import { DECIMAL_NAMES, DELIMITER_NAMES, decimalNamed, delimiterNamed } from '../files/dialect.ts'
import { ENCODING_CHARACTERS_MAX, ENCODINGS, encodingNamed } from '../files/encoding-names.ts'
import { count, revisionOrNull } from '../http/answer-fields.ts'
import { field } from '../http/envelope.ts'
import { filledWith } from '../http/openapi-parameters.ts'
import { flag, freeText, named, oneOf } from '../http/parameters.ts'
import { BUILT_IN_NAMES } from '../mappings/names.ts'
import { NAMES_SHOWN } from '../mappings/skipped.ts'
import { PARENTS_FIRST } from '../nouns.ts'
import { changeActionSchema, rowTypeSchema } from '../vocabulary-schemas.ts'
import { CHANGES_SHOWN_MAX } from './engine/shown-changes.ts'

const REASON_CHARACTERS_MAX = 500
const FIELDS_MAX = 50

const skippedName = z
  .object({
    name: field(z.string(), 'A code or name as the file has it.', 'EUU'),
    claims: count('How many figures were skipped for it.', 60)
  })
  .meta({ id: 'SkippedName', description: 'What figures were skipped for.' })

const skippedNames = (description: string) =>
  field(z.array(skippedName).max(NAMES_SHOWN), description, [{ name: 'EUU', claims: 60 }])

const skippedSchema = z
  .object({
    claims: count('All figures that were skipped.', 60),
    places: skippedNames(`Places that we lack; in each list the ${NAMES_SHOWN} with most figures.`),
    indicators: skippedNames('Indicators that we lack.'),
    others: skippedNames(
      'Products that we lack, flows that the mapping leaves out, forecasts without an edition, ' +
        'places that a metric has no figures of, and figures of which a newer edition is there, ' +
        'by its source.'
    )
  })
  .meta({
    id: 'SkippedFigures',
    description: 'Only with `mapping`: figures about what the data set lacks. No refusal.'
  })

/** The result of an import or of a dry run. */
export const uploadResult = z
  .object({
    revision: revisionOrNull(
      'The revision that the import made; null for a dry run and if nothing was changed.',
      2
    ),
    dry_run: field(z.boolean(), 'Whether this was a dry run, which changes nothing.', false),
    rows: count('The number of rows in the file.', 1),
    counts: field(
      z
        .array(
          z.object({
            type: field(rowTypeSchema, 'The type of the rows.', 'observation'),
            inserted: count('New rows.', 1),
            corrected: count(
              'Rows that differ from the stored version. The earlier version stays in the history.',
              0
            ),
            withdrawn: count('Rows that the file withdraws.', 0),
            unchanged: count('Rows that are equal to the stored version.', 0)
          })
        )
        .max(PARENTS_FIRST.length),
      'The number of rows inserted, corrected, withdrawn and unchanged, by type.',
      [{ type: 'observation', inserted: 1, corrected: 0, withdrawn: 0, unchanged: 0 }]
    ),
    changes: field(
      z
        .array(
          z.object({
            type: field(rowTypeSchema, 'The type of the row.', 'observation'),
            id: field(z.string(), 'The id of the row.', 'C0392'),
            action: field(
              changeActionSchema,
              'insert: the row is new. correct: the row replaces an earlier version. withdraw: ' +
                'the row is no longer served.',
              'correct'
            ),
            fields: field(
              z
                .array(
                  z.object({
                    name: field(z.string(), 'The name of the field, as in `/v1/changes`.', 'value'),
                    before: z
                      .unknown()
                      .meta({ description: 'The value before the change.', examples: [52500000] }),
                    after: z
                      .unknown()
                      .meta({ description: 'The value after the change.', examples: [53000000] })
                  })
                )
                .max(FIELDS_MAX),
              'The fields that differ, if the action is `correct`.',
              [{ name: 'value', before: 52500000, after: 53000000 }]
            )
          })
        )
        .max(CHANGES_SHOWN_MAX),
      `The first ${CHANGES_SHOWN_MAX} changes, withdrawals and corrections before new rows. ` +
        '`counts` covers all changes.',
      [{ type: 'observation', id: 'desk-2026-002', action: 'insert', fields: [] }]
    ),
    skipped: skippedSchema.optional()
  })
  .meta({ id: 'UploadResult', description: 'The result of an import or of a dry run.' })

export const uploadQuery = {
  type: oneOf(
    PARENTS_FIRST,
    'The type of the rows. If you leave it out, the columns decide.',
    'observation'
  ).optional(),
  delimiter: named(
    delimiterNamed,
    DELIMITER_NAMES,
    { enum: DELIMITER_NAMES },
    'What separates the cells of CSV, as a sign or as a word. Default `,`, and `tab` for ' +
      'text/tab-separated-values.',
    ','
  ).optional(),
  decimal: named(
    decimalNamed,
    DECIMAL_NAMES,
    { enum: DECIMAL_NAMES },
    'How CSV writes decimals: `point` (28.5), which is the default, or `comma` (28,5). The signs ' +
      'are taken too.',
    'point'
  ).optional(),
  encoding: named(
    encodingNamed,
    ENCODINGS,
    { maxLength: ENCODING_CHARACTERS_MAX },
    'The encoding of the file, by a label of the WHATWG Encoding Standard such as windows-1251, ' +
      'cp1256, koi8-r or latin1. Default utf-8; Cyrillic offices often write windows-1251, and ' +
      'Excel writes utf-16le as "Unicode text".',
    'utf-8'
  ).optional(),
  mapping: oneOf(
    BUILT_IN_NAMES,
    'The publisher of the file, whose columns this mapping reads. Figures about what the data ' +
      'set lacks are skipped, and `skipped` counts them. Not together with `type`.',
    'worldbank'
  ).optional(),
  new_metrics: flag(
    '`true` makes metrics of indicators that the data set lacks; it needs the scope `admin`.',
    true
  ).optional(),
  dry_run: flag(
    '`true` checks the file and reports what would change, without changing anything.',
    true
  )
    .meta(filledWith(true))
    .optional(),
  note: freeText(
    REASON_CHARACTERS_MAX,
    'The reason for the import; everybody can read it.',
    'figures of November'
  ).optional()
}

export type UploadQuery = z.output<z.ZodObject<typeof uploadQuery>>

const EXAMPLE =
  'id,metric,subject,partner,period,value,bound,text,attributed_to,source_id\n' +
  'desk-2026-002,goods_trade,KAZ,PAK,2025,105600000,exact,$105.6 million,' +
  'Ministry of Trade and Integration of Kazakhstan,trend-kaz-2025\n'

/**
 * The media types of an upload. `application/gzip` and `application/octet-stream` may hold CSV as
 * well as NDJSON; `application/octet-stream` serves clients that do not know the type.
 */
export const TABBED_TYPE = 'text/tab-separated-values'
export const UPLOAD_TYPES = [
  'text/csv',
  TABBED_TYPE,
  'application/x-ndjson',
  'application/json',
  'application/gzip',
  'application/octet-stream'
]

export const uploadBody = z.unknown().meta({
  type: 'string',
  description:
    'Rows of one type, with the columns that answers have, in one of three forms: CSV ' +
    '(RFC 4180, UTF-8, with a header row) as `text/csv`, or with tabs as ' +
    '`text/tab-separated-values`; NDJSON, which is one JSON object on each line, as ' +
    '`application/x-ndjson`; or either of them compressed by gzip as `application/gzip`. A page ' +
    'of JSON that the service answered is taken as `application/json`, and rows of `/v1/changes` ' +
    'in any of these forms. A column or key that is left out is empty, and an empty `status` is ' +
    'A. Columns that the service computes may stay if they agree with what it computes. The ' +
    'limit is 64 MiB, also after decompression.',
  examples: [EXAMPLE]
})
