// Imports that are called off, as when the client closes the connection: nothing of them is kept,
// and the next change begins at once.
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { ImportProgress } from '../../src/imports/engine/import-files.ts'
import { dump } from '../db/copy/dump.ts'
import { buildTestStore } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { writableFile } from '../writing/service.ts'
import { claimsOfDays, csv, file, run } from './importing.ts'

const ROWS = claimsOfDays(1_000, 'N')
const GONE = 'The client closed the connection before it had its answer.'

t.test('wherever it is called off, it ends and keeps nothing', async (t) => {
  const moments: Record<string, (progress: ImportProgress) => boolean> = {
    reading: ({ phase }) => phase === 'reading',
    'the last rows': (progress) => progress.phase === 'reading' && progress.rows === ROWS.length,
    checking: ({ phase }) => phase === 'checking'
  }
  for (const [moment, isIt] of someOf(Object.entries(moments), 1)) {
    const { store, client } = await buildTestStore(t, { data: 'starter' })
    const before = dump(client)
    const gone = new AbortController()
    const phases: string[] = []
    const onProgress = (progress: ImportProgress) => {
      phases.push(progress.phase)
      if (isIt(progress)) gone.abort(new Error(moment))
    }
    const { signal } = gone
    const imported = run(store, [file('observation', ROWS)], { signal, onProgress })
    await t.rejects(imported, { message: moment })
    t.same(dump(client), before, `${moment}: nothing is kept`)
    const expected = { reading: 1, 'the last rows': 5, checking: 6 }[moment]
    t.equal(phases.length, expected, `${moment}: it ends at once`)
    t.equal((await run(store, [file('observation', ROWS)])).revision, 2, 'the next one is made')
  }
})

t.test('an import that was called off before its turn never begins', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const signal = AbortSignal.abort(new Error('before'))
  const onProgress = () => t.fail('it began')
  await t.rejects(run(store, [file('observation', ROWS)], { signal, onProgress }), {
    message: 'before'
  })
})

t.test('a client that hangs up ends its import, and may send it again', async (t) => {
  const { app, store, keys } = await writableFile(t)
  await app.listen({ port: 0 })
  const sockets = Promise.withResolvers<void>()
  app.server.once('connection', (socket) => socket.once('close', () => sockets.resolve()))
  const { transaction } = store
  const outcome = Promise.withResolvers<unknown>()
  const begun = Promise.withResolvers<void>()
  store.transaction = (write) => {
    const made = transaction(async (snapshot) => {
      begun.resolve()
      await sockets.promise
      return write(snapshot)
    })
    made.then(() => outcome.resolve('made'), outcome.resolve)
    return made
  }
  const payload = csv(
    'observation',
    ROWS.slice(0, 5).map((row) => ({ ...row, source: 'a-paper' }))
  )
  const headers = { ...keys.import, 'content-type': 'text/csv', 'idempotency-key': 'one' }
  const { port } = app.server.address() as AddressInfo
  const sent = request({ port, path: '/v1/imports', method: 'POST', headers })
  sent.on('error', () => {})
  sent.end(payload)
  await begun.promise
  sent.destroy()
  t.match(await outcome.promise, { name: 'Problem', message: GONE })
  t.equal(store.revision(), 1, 'nothing is kept')
  store.transaction = transaction
  const again = () => app.inject({ method: 'POST', url: '/v1/imports', payload, headers })
  const [first, second] = [await again(), await again()]
  t.same([first.statusCode, first.headers['idempotency-replayed']], [201, undefined])
  t.same([second.statusCode, second.headers['idempotency-replayed']], [201, 'true'])
  t.equal(store.revision(), 2, 'it was made once')
})
