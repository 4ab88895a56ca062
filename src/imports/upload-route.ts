// The route that imports a file: all of it or nothing, as one revision.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { answerName, singleMeta } from '../http/envelope.ts'
import { goneSignal } from '../http/gone.ts'
import { LIMITS } from '../http/limits.ts'
import { KEY_SECURITY } from '../http/openapi.ts'
import { queryObject } from '../http/parameters.ts'
import { problemResponses } from '../http/problem-answers.ts'
import { requireKey } from '../keys/guard.ts'
import { spoolUpload, uploadsRunning } from './spool-upload.ts'
import { UPLOAD_TYPES, uploadBody, uploadQuery, uploadResult } from './upload-schemas.ts'

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

/** The engine of imports and the mappings, which no start loads (server/load-ahead.ts). */
const loadEngine = () => import('./import-upload.ts')

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
        return spoolUpload(request, async (upload) =>
          (await loadEngine()).answerUpload(store, { request, reply, upload, signal })
        )
      }
    )
  })
}
