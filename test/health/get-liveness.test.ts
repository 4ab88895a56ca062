import t from 'tap'
import { VERSION } from '../../src/version.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

t.test('200 before any data, never stored', async (t) => {
  const { app } = await buildTestApp(t)
  const response = await app.inject('/health/live')
  t.equal(response.statusCode, 200)
  t.equal(response.headers['cache-control'], 'no-store')
  t.equal(response.headers['etag'], undefined)
  t.same(response.json(), { status: 'ok', version: VERSION })
})

t.test('200 while the database does not answer', async (t) => {
  const { app, client } = await buildTestApp(t)
  client.close()
  t.equal((await app.inject('/health/live')).statusCode, 200)
})

t.test('200 while closing: a process that ends by itself need not be killed', async (t) => {
  const { app } = await buildTestApp(t, { own: true })
  let status: number | undefined
  app.addHook('preClose', async () => {
    status = (await fetch(`${app.listeningOrigin}/health/live`)).status
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  await app.close()
  t.equal(status, 200)
})

t.test('400 for any parameter', async (t) => {
  const { app } = await buildTestApp(t)
  const message = 'This operation has no parameters.'
  expectProblem(t, await app.inject('/health/live?verbose=1'), 'unknown_parameter', {
    detail: `/query/verbose: ${message}`,
    errors: [{ pointer: '/query/verbose', message, allowed: [] }]
  })
})
