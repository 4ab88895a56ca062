// Importing a file over HTTP: all of it or nothing, as one revision.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Snapshot, Store } from '../db/store.ts'
import { answerName, problemResponses, singleMeta } from '../http/envelope.ts'
import { LIMITS } from '../http/limits.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { whileWorking } from '../http/while-working.ts'
import { insufficientScope, keyHolderOf, requireKey } from '../keys/guard.ts'
import { answerOnce, type Outcome } from '../keys/idempotency.ts'
import { includesScope } from '../keys/key.ts'
import { FACTS } from '../licenses.ts'
import { NOUNS, PARENTS_FIRST } from '../nouns.ts'
import {
  type FilesResult,
  type ImportOptions,
  type InputFile,
  importFiles,
  importFilesWithin
} from './engine/import-files.ts'
import { recordRefusal } from './engine/refusals.ts'
import { refusingFile } from './refusing-file.ts'
import { type Spooled, spooled } from './spool.ts'
import { UPLOAD_TYPES, uploadBody, uploadQuery, uploadResult } from './upload-schemas.ts'

type Query = z.output<z.ZodObject<typeof uploadQuery>>

const body = z
  .object({ data: uploadResult, meta: singleMeta })
  .meta({ id: answerName('importFile'), description: 'What an import did, or would do.' })
const content = { 'application/json': { schema: body } }

/** Registers `POST /imports`. */
export function uploadRoute(app: FastifyInstance, store: Store): void {
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
        schema: {
          operationId: 'importFile',
          tags: ['imports'],
          summary: 'Import a file: all of it or nothing',
          security: KEY_SECURITY,
          description:
            'Rows are new, correct the row with their id, or are there already; what the ' +
            'file does not name stays. One revision, or none where a single row cannot be ' +
            'taken: then `errors` names line, column, value and what was expected, for the ' +
            'first 100, and the detail counts them all. Metrics, entities and scenarios take ' +
            'a key of the scope `admin`. With an `Idempotency-Key` the same file may be sent ' +
            'again and is imported once.',
          querystring: z.strictObject(uploadQuery).meta({ style: 'form', explode: false }),
          consumes: ['text/csv'],
          body: uploadBody,
          response: {
            200: {
              description: 'Nothing was changed: a dry run, or all rows are there already.',
              content
            },
            201: {
              description: 'Imported, as one revision; `Location` is the record of the import.',
              content
            },
            ...problemResponses(400, 401, 403, 408, 409, 413, 415, 422, 507)
          }
        }
      },
      (request, reply) =>
        spooled(request, (upload) =>
          isDryRun(request)
            ? tryOut(request, reply, store, upload)
            : bring(request, reply, store, upload)
        )
    )
  })
}

function isDryRun(request: FastifyRequest): boolean {
  return (request.query as Query).dry_run ?? false
}

async function tryOut(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Store,
  upload: Spooled
): Promise<FastifyReply> {
  const { inputs, options } = asked(request, upload)
  const result = await refusingFile(() =>
    whileWorking(request, () => importFiles(store, inputs, { ...options, dryRun: true }))
  )
  const { body } = outcome(request, result, result.revision)
  return reply.code(200).type('application/json; charset=utf-8').send(body)
}

async function bring(
  request: FastifyRequest,
  reply: FastifyReply,
  store: Store,
  upload: Spooled
): Promise<FastifyReply> {
  const { inputs, options } = asked(request, upload)
  const started = new Date().toISOString()
  const change = async (snapshot: Snapshot) =>
    outcome(request, await importFilesWithin(snapshot, inputs, options), snapshot.revision)
  return refusingFile(
    () => answerOnce(store, request, reply, change, upload.checksum),
    async (error) =>
      void (await recordRefusal(store, error, {
        ...options,
        started,
        time: new Date().toISOString()
      }))
  )
}

function asked(
  request: FastifyRequest,
  { bytes }: Spooled
): { inputs: InputFile[]; options: ImportOptions } {
  const { type, note = null } = request.query as Query
  return {
    inputs: [{ file: 'body', noun: type, bytes: bytes() }],
    options: {
      kind: 'upload',
      made_by: keyHolderOf(request).label,
      note,
      bytesMax: LIMITS.uploadBytesMax
    }
  }
}

/** Throws, and so undoes it all, where the key may not bring what the file holds. */
function outcome(
  request: FastifyRequest,
  { changed, revision, rows, counts, shown }: FilesResult,
  newest: number
): Outcome {
  const brought = PARENTS_FIRST.flatMap((type) => {
    const { inserted, corrected, unchanged } = counts[type] ?? {}
    return counts[type] ? [{ type, inserted, corrected, unchanged }] : []
  })
  const { scope } = keyHolderOf(request)
  const needsAdmin = brought.some(({ type }) => NOUNS[type].scope === 'admin')
  if (needsAdmin && !includesScope(scope, 'admin')) throw insufficientScope(scope, 'admin')
  const dry_run = isDryRun(request)
  const made = changed && !dry_run ? revision : null
  const data = {
    revision: made,
    dry_run,
    rows,
    counts: brought,
    changes: shown.map(({ noun, ...change }) => ({ type: noun, ...change }))
  }
  const body = { data, meta: { revision: made ?? newest, license: FACTS, warnings: [] } }
  return made === null
    ? { status: 200, body }
    : { status: 201, location: `/v1/imports/${made}`, body }
}
