// A change that waits for another one: it gives up in time, changes nothing, and can be sent again.
import type { LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { recordRefusal } from '../../src/imports/engine/record-refusal.ts'
import { expectProblem } from '../helpers/problem.ts'
import { type Headers, writableFile } from './service.ts'

const BUSY = 'Another change is being made, such as a large import. Nothing of this one was begun.'
const CLAIM = {
  id: 'waited',
  metric: 'goods_trade',
  subject: 'PAK',
  partner: 'KAZ',
  period: '2025',
  value: 1,
  bound: 'exact',
  text: '1',
  source: 'a-paper'
}
const FILE = 'id,name,description\nlater,Later,Later than others\n'

type Post = (url: string, payload: unknown, headers: Headers) => Promise<LightMyRequestResponse>

/** A service whose changes lose patience soon, and a change that goes on until its end. */
async function busyService(t: Test) {
  const { app, store, keys } = await writableFile(t)
  const { transaction } = store
  store.transaction = (write) => transaction(write, { patienceMs: 20 })
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const long = store.transaction(async () => {
    begun.resolve()
    await promise
  })
  await begun.promise
  const post: Post = (url, payload, headers) =>
    app.inject({
      method: 'POST',
      url,
      payload: payload as object,
      headers: { ...keys.admin, ...headers }
    })
  const end = async () => {
    resolve()
    await long
  }
  return { app, store, post, end }
}

t.test('a waiting change is answered by 503 in time, and later made once', async (t) => {
  const service = await busyService(t)
  const again = { 'idempotency-key': 'again' }
  const other = { 'content-type': 'text/csv', 'idempotency-key': 'other' }
  const post = () => service.post('/v1/observations', CLAIM, again)
  const upload = () => service.post('/v1/imports', FILE, other)
  for (const response of [await post(), await upload()]) {
    expectProblem(t, response, 'unavailable', { detail: BUSY })
    t.equal(response.headers['retry-after'], '5')
  }
  await service.end()
  t.equal((await post()).statusCode, 201)
  t.equal((await upload()).statusCode, 201)
  const repeated = await post()
  t.match([repeated.statusCode, repeated.headers], [201, { 'idempotency-replayed': 'true' }])
  t.equal(service.store.revision(), 3, 'each was made once')
})

t.test('a refusal that cannot be recorded in time is no failure', async (t) => {
  const service = await busyService(t)
  await recordRefusal(service.store, { cells: [], count: 1 }, { kind: 'upload' })
  await service.end()
  const { data } = (await service.app.inject('/v1/imports?state=refused')).json()
  t.same(data, [])
})
