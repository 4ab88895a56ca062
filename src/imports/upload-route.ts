// Imports a file over HTTP: all of it or nothing, as one revision.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { answerName, problemResponses, singleMeta } from '../http/envelope.ts'
import { goneSignal } from '../http/gone.ts'
import { LIMITS } from '../http/limits.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { queryObject } from '../http/parameters.ts'
import { whileWorking } from '../http/while-working.ts'
import { insufficientScopeProblem, keyHolderOf, requireKey } from '../keys/guard.ts'
import { answerOnce, type Outcome } from '../keys/idempotency.ts'
import { includesScope } from '../keys/key.ts'
import { FACTS } from '../licenses.ts'
import type { Skipped } from '../mappings/skipped.ts'
import { NOUNS, PARENTS_FIRST } from '../nouns.ts'
import {
  type FilesResult,
  type ImportOptions,
  importFiles,
  importFilesWithin
} from './engine/import-files.ts'
import { warningText } from './engine/plausibility/import-warnings.ts'
import type { InputFile } from './engine/read-files.ts'
import { recordRefusal } from './engine/record-refusal.ts'
import { explainRefusedFile } from './explain-refused-file.ts'
import { dialectOf, showSkipped, uploadReader } from './mapped-upload.ts'
import { type SpooledUpload, spoolUpload, uploadsRunning } from './spool-upload.ts'
import {
  UPLOAD_TYPES,
  type UploadQuery,
  uploadBody,
  uploadQuery,
  uploadResult
} from './upload-schemas.ts'

const body = z
  .object({ data: uploadResult, meta: singleMeta })
  .meta({ id: answerName('importFile'), description: 'The result of an import or of a dry run.' })
const content = { 'application/json': { schema: body } }

const UPLOAD_SCHEMA = {
  operationId: 'importFile',
  tags: ['writing'],
  summary: 'Import a file: all of it or nothing',
  security: KEY_SECURITY,
  description:
    'Each row is inserted, corrects the row with the same id, or equals it. Rows that the' +
    ' file does not name stay, unless the file has rows of `/v1/changes` that withdraw them. An ' +
    'import makes one revision. If a single row is refused, ' +
    'nothing is imported: then `errors` gives line, column, value and what was expected ' +
    'for at most 100 refused cells, of each reason some, and the detail gives their number. ' +
    'After 10,000 refused rows the rest is not read, and the detail says how many rows were. ' +
    'An import whose client closes the connection ends, and nothing is kept. ' +
    'Rows that are ' +
    'implausible but possible are taken, and `meta.warnings` names them: a figure of another ' +
    'size than its text, a period that is not over, a year of the solar calendar, a target ' +
    'before ' +
    'its base, a figure that is often written for a missing one, a row that repeats another ' +
    'one. It also names columns that are left out, if stored rows lose their values by it. ' +
    'Metrics, ' +
    'entities, aliases and scenarios require a key with the scope `admin`. With an ' +
    '`Idempotency-Key` you can send the same file again, and it is imported only once.',
  querystring: queryObject(uploadQuery),
  consumes: ['text/csv'],
  body: uploadBody,
  response: {
    200: {
      description:
        'Nothing was changed, because this was a dry run or all rows were equal to stored ones.',
      headers: ['Idempotency-Replayed'],
      content
    },
    201: {
      description: 'Imported as one revision. `Location` is the address of the import.',
      headers: ['Location', 'Idempotency-Replayed'],
      content
    },
    ...problemResponses(400, 401, 403, 408, 409, 413, 415, 422, 507)
  }
}

/** Registers `POST /imports`. */
export function uploadRoute(app: FastifyInstance, store: Store): void {
  app.telemetry.watch('imports_running', uploadsRunning)
  app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser(UPLOAD_TYPES, (_request, payload, done) => done(null, payload))
    uploads.post(
      '/imports',
      {
        ...requireKey(app, store, { scope: 'import' }),
        config: {
          formats: ['json'],
          isUpload: true,
          bodyTypes: UPLOAD_TYPES,
          bodyCodings: ['gzip']
        },
        bodyLimit: LIMITS.uploadBytesMax,
        schema: UPLOAD_SCHEMA
      },
      (request, reply) => {
        // The client may go while the file still comes in.
        const signal = goneSignal(reply)
        return spoolUpload(request, (upload) => {
          const exchange = { request, reply, upload, signal }
          return isDryRun(request) ? answerDryRun(store, exchange) : importUpload(store, exchange)
        })
      }
    )
  })
}

/** `signal` is aborted when the client has gone: then nothing of the import is kept. */
type Exchange = {
  request: FastifyRequest
  reply: FastifyReply
  upload: SpooledUpload
  signal: AbortSignal
}

function isDryRun(request: FastifyRequest): boolean {
  return (request.query as UploadQuery).dry_run ?? false
}

async function answerDryRun(store: Store, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, upload, signal } = exchange
  const { inputs, options, skipped } = readRequest(request, upload)
  const result = await explainRefusedFile(() =>
    whileWorking(request, () => importFiles(store, inputs, { ...options, signal, dryRun: true }))
  )
  const { body } = outcomeOf(request, { ...result, skipped: skipped() }, result.revision)
  return reply.code(200).type('application/json; charset=utf-8').send(body)
}

async function importUpload(store: Store, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, upload, signal } = exchange
  const { options } = readRequest(request, upload)
  const started = timeNow()
  const change = async (snapshot: Snapshot) => {
    // Counts of what was skipped begin again if the change does.
    const { inputs, skipped } = readRequest(request, upload)
    const { revision } = snapshot
    const result = await importFilesWithin(snapshot, inputs, { ...options, signal })
    return outcomeOf(request, { ...result, skipped: skipped() }, revision)
  }
  return explainRefusedFile(
    () => answerOnce(store, request, reply, change, { content: upload.checksum }),
    async (error) => recordRefusal(store, error, { ...options, started, time: timeNow() })
  )
}

const timeNow = () => new Date().toISOString()

function readRequest(
  request: FastifyRequest,
  { bytes }: SpooledUpload
): { inputs: InputFile[]; options: ImportOptions; skipped: () => Skipped | undefined } {
  const query = request.query as UploadQuery
  const { type, note = null } = query
  const dialect = dialectOf(query, request.headers['content-type'])
  const mapped = uploadReader(query, dialect)
  const read = mapped?.read('body')
  return {
    inputs: [{ file: 'body', noun: type, bytes: bytes(), dialect, read }],
    skipped: () => mapped?.skipped(),
    options: {
      kind: 'upload',
      made_by: keyHolderOf(request).label,
      note,
      bytesMax: LIMITS.uploadBytesMax
    }
  }
}

/**
 * The answer to an import. Throws, which undoes the import, if the scope of the key does not cover
 * the types of rows in the file.
 */
function outcomeOf(
  request: FastifyRequest,
  result: FilesResult & { skipped: Skipped | undefined },
  newest: number
): Outcome {
  const { changed, revision, updatedAt, rows, counts, shown, warnings, skipped } = result
  const brought = PARENTS_FIRST.flatMap((type) => {
    const { inserted, corrected, withdrawn, unchanged } = counts[type] ?? {}
    return counts[type] ? [{ type, inserted, corrected, withdrawn, unchanged }] : []
  })
  const { scope } = keyHolderOf(request)
  const needsAdmin = brought.some(({ type }) => NOUNS[type].scope === 'admin')
  if (needsAdmin && !includesScope(scope, 'admin')) throw insufficientScopeProblem(scope, 'admin')
  const dry_run = isDryRun(request)
  const made = changed && !dry_run ? revision : null
  const data = {
    revision: made,
    dry_run,
    rows,
    counts: brought,
    changes: shown.map(({ noun, ...change }) => ({ type: noun, ...change })),
    skipped: skipped && showSkipped(skipped)
  }
  const meta = {
    revision: made ?? newest,
    updated_at: updatedAt,
    license: FACTS,
    warnings: warnings.map(warningText)
  }
  const body = { data, meta }
  return made === null
    ? { status: 200, body }
    : { status: 201, location: `/v1/imports/${made}`, body }
}
