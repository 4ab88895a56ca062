// Imports the file of an upload: all of it or nothing, as one revision.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { LIMITS } from '../http/limits.ts'
import { whileWorking } from '../http/while-working.ts'
import { insufficientScopeProblem, keyHolderOf } from '../keys/guard.ts'
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
import type { SpooledUpload } from './spool-upload.ts'
import type { UploadQuery } from './upload-schemas.ts'

/** `signal` is aborted when the client has gone: then nothing of the import is kept. */
export type Exchange = {
  request: FastifyRequest
  reply: FastifyReply
  upload: SpooledUpload
  signal: AbortSignal
}

/** Imports a file, or tells what an import of it would do. */
export function answerUpload(store: Store, exchange: Exchange): Promise<FastifyReply> {
  return isDryRun(exchange.request) ? answerDryRun(store, exchange) : importUpload(store, exchange)
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
