// The limits of clients as they meet them: requests in a minute, requests under way, and turns.
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { handleErrors } from '../../src/http/error-handler.ts'
import type { FairQueue } from '../../src/http/load/fair-queue.ts'
import { makeLimiter } from '../../src/http/load/limiter.ts'
import { limitLoad } from '../../src/http/load.ts'
import { countAnswers } from '../../src/telemetry/count-answers.ts'
import { NO_TELEMETRY } from '../../src/telemetry/telemetry.ts'
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

type Settings = Record<string, string>

/** The headers of an answer that tell of the limit of requests in a minute. */
const told = ({ headers }: { headers: Record<string, unknown> }) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /ratelimit|retry-after/.test(name)))

t.test('RATE_LIMIT: every answer tells the limit and what is left', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '2' } })
  const policy = { 'ratelimit-policy': '"requests";q=2;w=60' }
  const first = told(await app.inject('/v1/scenarios'))
  t.match(first, { ...policy, ratelimit: /^"requests";r=1;t=(60|59)$/ })
  t.same(Object.keys(first).sort(), ['ratelimit', 'ratelimit-policy'], 'no other header')
  t.match(told(await app.inject('/v1/nothing')), { ...policy, ratelimit: /^"requests";r=0;t=\d+$/ })
  const refused = await app.inject('/v1/scenarios')
  expectProblem(t, refused, 'rate_limited')
  const { 'retry-after': seconds, ratelimit } = refused.headers
  t.match(told(refused), policy)
  t.equal(ratelimit, `"requests";r=0;t=${seconds}`)
  t.match(refused.json().detail, new RegExp(`RATE_LIMIT.* in ${seconds} seconds`))
  t.same(told(await app.inject('/health/ready')), {}, 'supervisors are not limited')
})

t.test('RATE_LIMIT: answers with status 304 are free', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', settings: { RATE_LIMIT: '2' } })
  const { headers } = await app.inject('/v1/scenarios')
  const again = { url: '/v1/scenarios', headers: { 'if-none-match': String(headers.etag) } }
  for (let n = 0; n < 5; n += 1) {
    const answer = await app.inject(again)
    t.equal(answer.statusCode, 304)
    t.match(answer.headers['ratelimit'], /^"requests";r=1;t=\d+$/)
  }
  t.equal((await app.inject('/v1/scenarios')).statusCode, 200)
  expectProblem(t, await app.inject(again), 'rate_limited')
})

/** A service on a real socket, with an address whose answers wait until `release` is called. */
async function waiting(t: Test, settings: Settings) {
  const { app } = await buildTestApp(t, { data: 'starter', settings })
  const held: (() => void)[] = []
  app.get('/held', async () => {
    await new Promise<void>((resolve) => held.push(resolve))
    return { held: true }
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, held }
}

/** Asks from an address of this machine. */
function ask(app: FastifyInstance, path: string, localAddress = '127.0.0.1') {
  const { port } = app.server.address() as { port: number }
  const request = get({ port, host: '127.0.0.1', path, localAddress, agent: false })
  request.on('error', () => {})
  const answer = new Promise<IncomingMessage>((resolve) => request.on('response', resolve))
  return { request, answer }
}

async function statusOf(asked: ReturnType<typeof ask>): Promise<number | undefined> {
  const answer = await asked.answer
  answer.resume()
  return answer.statusCode
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1))
}

t.test('CLIENT_REQUESTS: one request too many under way is refused', async (t) => {
  const { app, held } = await waiting(t, { CLIENT_REQUESTS: '2' })
  const first = ask(app, '/held')
  const second = ask(app, '/held')
  await until(() => held.length === 2)
  const refused = await ask(app, '/v1/scenarios').answer
  t.equal(refused.statusCode, 429)
  const problem = JSON.parse(await text(refused))
  t.equal(problem.code, 'too_many_at_once')
  t.match(problem.detail, /^One address may have 2 requests under way .*\(CLIENT_REQUESTS\)/)
  t.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.same(told(refused), {
    'ratelimit-policy': '"requests-at-once";q=2;qu="concurrent-requests"',
    ratelimit: '"requests-at-once";r=0',
    'retry-after': '1'
  })
  t.equal(await statusOf(ask(app, '/health/live')), 200, 'supervisors are not limited')
  t.equal(await statusOf(ask(app, '/v1/scenarios', '127.0.0.2')), 200, 'another address')

  first.request.destroy()
  await until(() => app.limiter?.underWay().requests === 1)
  t.equal(await statusOf(ask(app, '/v1/scenarios')), 200, 'who hangs up makes room')
  for (const release of held) release()
  t.equal(await statusOf(second), 200)
  await until(() => app.limiter?.underWay().requests === 0)
})

t.test('CLIENT_REQUESTS=0: no limit', async (t) => {
  const { app, held } = await waiting(t, { CLIENT_REQUESTS: '0' })
  const asked = Array.from({ length: 150 }, () => ask(app, '/held'))
  await until(() => held.length === 150)
  for (const release of held) release()
  t.same(new Set(await Promise.all(asked.map(statusOf))), new Set([200]))
})

t.test('clients take turns: one request waits for one turn of each other client', async (t) => {
  const { app } = await buildTestApp(t, { own: true })
  const begun: string[] = []
  app.get('/turn', async ({ client }) => begun.push(client))
  const from = (remoteAddress: string) => app.inject({ url: '/turn', remoteAddress })
  const many = Array.from({ length: 20 }, () => from('192.0.2.1'))
  const others = ['192.0.2.2', '2001:db8::1', '2001:db8::2'].map(from)
  await Promise.all([...many, ...others])
  const [first, ...next] = begun.slice(0, 4)
  t.equal(first, '192.0.2.1')
  t.same(next.sort(), ['192.0.2.1', '192.0.2.2', '2001:db8:0:0'])
  t.equal(begun.length, 23)
})

/** Nothing but the limits, and a queue that refuses all that may be refused. */
async function overloaded(t: Test, shedLoad: boolean) {
  const app = Fastify()
  t.teardown(() => app.close())
  const config = readConfig({}, '/dev/null')
  const limiter = makeLimiter(config)
  const wait: FairQueue['wait'] = (client, begin, refuse) =>
    limiter.queue.wait(client, refuse ?? begin)
  handleErrors(app, config)
  countAnswers(app, NO_TELEMETRY)
  await limitLoad(app, { ...limiter, queue: { ...limiter.queue, wait } }, { shedLoad })
  app.get('/plain', async () => 'ok')
  app.get('/health', { config: { unlimited: true } }, async () => 'ok')
  return app
}

t.test('who would wait for too long is told when to try again', async (t) => {
  const app = await overloaded(t, true)
  const refused = await app.inject('/plain')
  expectProblem(t, refused, 'unavailable', { detail: 'The service is under too much load.' })
  t.same(told(refused), { 'retry-after': '5' })
  expectProblem(t, await app.inject('/nothing'), 'unavailable')
  t.equal((await app.inject('/health')).statusCode, 200, 'supervisors are never refused')
})

t.test('without shedding, requests wait as long as it takes', async (t) => {
  const app = await overloaded(t, false)
  t.equal((await app.inject('/plain')).statusCode, 200)
})

t.test('CLIENT_STREAMS and STREAMS: whole lists that are sent at the same time', async (t) => {
  const { app } = await buildTestApp(t, {
    data: 'starter',
    settings: { CLIENT_STREAMS: '2', STREAMS: '3' }
  })
  const read = (remoteAddress: string, url = '/v1/observations.csv') =>
    app.inject({ url, remoteAddress })
  const own = [1, 2, 3].map(() => read('192.0.2.1'))
  const small = [1, 2, 3].map(() => read('192.0.2.1', '/v1/scenarios.csv'))
  const others = [read('192.0.2.2'), read('192.0.2.3')]
  const statuses = async (answers: typeof own) =>
    (await Promise.all(answers)).map(({ statusCode }) => statusCode)
  t.same(await statuses(own), [200, 200, 429])
  t.same(await statuses(small), [200, 200, 200], 'lists of one page do not count')
  t.same(await statuses(others), [200, 503])
  const [, , refused] = await Promise.all(own)
  if (!refused) throw new Error('nothing was refused')
  expectProblem(t, refused, 'too_many_at_once', {
    detail:
      'One address may read 2 whole lists as CSV at the same time (CLIENT_STREAMS). Wait until ' +
      'one has arrived, or ask for pages with `limit`.'
  })
  t.same(told(refused), {
    'ratelimit-policy': '"files-at-once";q=2;qu="concurrent-requests"',
    ratelimit: '"files-at-once";r=0',
    'retry-after': '5'
  })
  t.same(await statuses([read('192.0.2.1'), read('192.0.2.2')]), [200, 200], 'then there is room')
})
