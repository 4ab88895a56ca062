// Keys never reach a log: everything the service writes while keys are sent in every place, with
// the settings it runs with.
import { Writable } from 'node:stream'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { requireKey } from '../../src/keys/guard.ts'
import { loggerOptions } from '../../src/server/logging.ts'
import { buildTestStore } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'

async function logged(t: Test) {
  const { store } = await buildTestStore(t)
  const config = readConfig({ LOG_LEVEL: 'trace' }, '/dev/null')
  let log = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk
      done()
    }
  })
  const app = await buildApp({
    store,
    config,
    logger: { ...loggerOptions(config), stream },
    shedLoad: false
  })
  app.post('/write', requireKey(app, store, { scope: 'admin' }), async () => ({ done: true }))
  app.post('/fail', requireKey(app, store, { scope: 'admin' }), async (request) => {
    request.log.info(
      { headers: request.headers, req: request.raw, mine: { headers: request.headers } },
      `with ${request.headers.authorization}`
    )
    throw new Error(`failed for ${request.headers.authorization}`)
  })
  return { app, store, log: () => log }
}

t.test('whatever is done with a key, the log does not hold it', async (t) => {
  const { app, store, log } = await logged(t)
  const good = await giveKey(store, { scope: 'admin' })
  const small = await giveKey(store)
  const ended = await giveKey(store, { expires: '2026-11-23T00:00:00.000Z' })
  const mistyped = { ...good, secret: good.secret.slice(0, -1), text: good.text.slice(0, -1) }
  const statuses = new Set<number>()
  const ask = async (url: string, method: 'GET' | 'POST', headers: Record<string, string> = {}) => {
    statuses.add((await app.inject({ url, method, headers })).statusCode)
  }
  for (const { text } of [good, small, ended, mistyped]) {
    const bearer = {
      authorization: `Bearer ${text}`,
      referer: `https://a.example/?key=${text}`,
      'idempotency-key': text
    }
    await ask('/write', 'POST', bearer)
    await ask('/fail', 'POST', bearer)
    await ask(`/write?key=${text}`, 'POST', bearer)
    for (const encoded of [text, text.replaceAll('_', '%5F'), text.toUpperCase()]) {
      await ask(`/v1/metrics?key=${encoded}`, 'GET')
      await ask(`/v1/metrics/${encoded}`, 'GET')
      await ask(`/v1/${encoded}/x`, 'GET')
      await ask(`/v1/metrics?cursor=%ff${encoded}`, 'GET')
    }
  }
  await app.close()
  t.same(statuses, new Set([200, 400, 401, 403, 404, 500]))
  const lines = log().trim().split('\n')
  t.ok(lines.length > 60, `${lines.length} lines`)
  for (const one of [good, small, ended, mistyped]) {
    for (const part of [one.secret, one.secret.slice(0, 16), one.secret.toUpperCase().slice(0, 16)])
      t.notOk(log().includes(part))
    t.ok(log().includes(one.id), 'which key it was may be seen')
  }
  for (const line of lines) t.type(JSON.parse(line), 'object', 'each line is JSON still')
  t.equal(
    lines.filter((line) => JSON.parse(line).msg === 'a key was refused').length,
    6,
    'and refusals are there'
  )
  t.ok(log().includes('failed for Bearer corridor_'), 'as is the error, but for the secret')
})
