// Where uploads wait until they are whole.
import { mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyRequest } from 'fastify'
import t from 'tap'
import { LIMITS } from '../../src/http/limits.ts'
import { spoolUpload } from '../../src/imports/spool-upload.ts'
import { buildTestApp } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'

const SOURCE =
  'id,publisher,title,url,published,kind\nupload-2026,A Paper,Trade ' +
  'grows,https://example.org/a,2026-01-02,press\n'

t.test(
  'uploads that find no temporary folder keep no later one out, and leave nothing',
  async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    const { headers } = await giveKey(store)
    const folder = join(t.testdir(), 'temporary')
    const before = process.env['TMPDIR']
    process.env['TMPDIR'] = folder
    t.teardown(() => {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
    })
    const send = (name: string) =>
      app.inject({
        method: 'POST',
        url: '/v1/imports',
        payload: SOURCE,
        headers: { ...headers, 'content-type': 'text/csv', 'idempotency-key': name }
      })
    for (let turn = 0; turn <= LIMITS.uploadsMax; turn += 1)
      expectProblem(t, await send(`none ${turn}`), 'unavailable')
    t.same(await pluck(store, "select id from source where id = 'upload-2026'"), [])
    mkdirSync(folder)
    const [first, again] = [await send('one'), await send('one')]
    t.equal(first.statusCode, 201, first.body)
    t.equal(again.body, first.body)
    t.equal(again.headers['idempotency-replayed'], 'true')
    t.same(readdirSync(folder), [])
    // The file is closed once the answer is out.
    for (let turn = 0; turn < 200 && openUploads().length > 0; turn += 1) await pause(10)
    t.same(openUploads(), [], 'no file is left open')
  }
)

t.test('a temporary folder without room is 507, one that fails 503', async (t) => {
  const takeIn = (code: string) => {
    const body = async function* () {
      yield Buffer.from('id')
      throw Object.assign(new Error(code), { code, syscall: 'write' })
    }
    return spoolUpload({ body: body() } as unknown as FastifyRequest, async () => 'taken in')
  }
  for (const code of ['ENOSPC', 'EDQUOT']) await t.rejects(takeIn(code), { name: 'StorageFull' })
  for (const code of ['EIO', 'EROFS', 'EMFILE', 'ENXIO', 'Unknown system error -77'])
    await t.rejects(takeIn(code), { name: 'DatabaseUnavailable' })
  const body = async function* () {
    yield Buffer.from('id')
    throw new TypeError('ours')
  }
  const defect = spoolUpload({ body: body() } as unknown as FastifyRequest, async () => 'taken in')
  await t.rejects(defect, { message: 'ours' }, 'a defect of ours is none of the disk')
  t.same(openUploads(), [])
})

/** Files of uploads that this process has open; they have no name any more. */
function openUploads(): string[] {
  const folder = '/proc/self/fd'
  return readdirSync(folder).flatMap((fd) => {
    try {
      const file = readlinkSync(join(folder, fd))
      return file.includes('corridor-upload-') ? [file] : []
    } catch {
      // What the folder was read by.
      return []
    }
  })
}
