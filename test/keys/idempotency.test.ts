// A change that is asked for twice happens once, over HTTP and in the store, on whichever engine
// TEST_ENGINE names.
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { DatabaseUnavailable, type Snapshot, type Store } from '../../src/db/store.ts'
import { requireKey } from '../../src/keys/guard.ts'
import {
  ANSWERS_KEPT_MS,
  answerOnce,
  findOrMakeAnswer,
  runAlone
} from '../../src/keys/idempotency.ts'
import { revokeKey } from '../../src/keys/queries.ts'
import { buildTestApp, buildTestStore } from '../helpers/app.ts'
import { giveKey } from '../helpers/keys.ts'
import { pluck } from '../helpers/pluck.ts'
import { expectProblem } from '../helpers/problem.ts'
import { runs } from '../helpers/random.ts'

const INVALID = 'Expected 1 to 255 printable ASCII characters, such as a UUID, '
const kept = async (store: Store) =>
  Number((await pluck(store, 'SELECT count(*) FROM idempotent_answer'))[0])
const applied = async (store: Store) =>
  Number((await pluck(store, 'SELECT count(*) FROM scenario'))[0])

/** A change that can be counted: each run adds a row. */
async function addRow({ db, tables }: Snapshot, id: string) {
  await db
    .insert(tables.imports)
    .values({
      revision: 1,
      kind: 'test',
      started: 'x',
      finished: 'x',
      state: 'done',
      counts: {},
      checksum: 'x'
    })
    .onConflictDoNothing()
  await db
    .insert(tables.scenario)
    .values({ id, name: id, description: id, search_text: id, revision: 1 })
}

type Body = { name: string; mode?: 'fail' | 'refuse' | 'badly' | undefined }

async function writable(t: Test) {
  const { app, store } = await buildTestApp(t, { own: true })
  let runs = 0
  /** What befalls the next changes. A lost one goes through, and nobody is told. */
  const chaos: string[] = []
  const shaky: Store = {
    ...store,
    async transaction(write) {
      const fate = chaos.shift()
      const result = await store.transaction(async (snapshot) => {
        const made = await write(snapshot)
        if (fate === 'is slow') await turn()
        if (fate === 'fails') throw new Error('secret')
        return made
      })
      if (fate === 'is lost') throw new DatabaseUnavailable('lost')
      return result
    }
  }
  const added = z.object({ name: z.string(), run: z.int() })
  const body = z.strictObject({
    name: z.string(),
    mode: z.enum(['fail', 'refuse', 'badly']).optional()
  })
  const guard = requireKey(app, store, { scope: 'import' })
  app.post(
    '/things',
    {
      ...guard,
      schema: {
        querystring: z.strictObject({ a: z.string().optional() }),
        body,
        response: { 201: added }
      }
    },
    (request, reply) =>
      answerOnce(shaky, request, reply, async (snapshot) => {
        const { name, mode } = request.body as Body
        runs += 1
        await addRow(snapshot, `${name}-${runs}`)
        if (mode === 'fail') throw new Error('secret')
        if (mode === 'refuse') throw Object.assign(new Error('no'), { statusCode: 400 })
        return {
          status: 201,
          location: `/things/${name}`,
          body: { name, run: mode === 'badly' ? 'one' : runs, extra: 1 }
        }
      })
  )
  app.delete('/things', guard, (request, reply) =>
    answerOnce(shaky, request, reply, async (snapshot) => {
      runs += 1
      await addRow(snapshot, `gone-${runs}`)
      return { status: 204 }
    })
  )
  const { headers, id } = await giveKey(store)
  const other = await giveKey(store)
  const post = (
    key: string | string[] | null,
    payload: Body,
    more: { url?: string; authorization?: string } = {}
  ) =>
    app.inject({
      url: more.url ?? '/things',
      method: 'POST',
      payload,
      headers: {
        ...headers,
        ...(more.authorization && { authorization: more.authorization }),
        ...(key !== null && { 'idempotency-key': key })
      }
    })
  return { app, store, post, headers, id, other, chaos, runs: () => runs }
}

t.test('the same request again gives the same answer and changes nothing', async (t) => {
  const { store, post } = await writable(t)
  const first = await post('k1', { name: 'a' })
  t.equal(first.statusCode, 201)
  t.equal(first.headers.location, '/things/a')
  t.same(first.json(), { name: 'a', run: 1 }, 'as the schema of the route has it')
  t.equal(first.headers['idempotency-replayed'], undefined)
  for (let again = 0; again < 3; again += 1) {
    const second = await post('k1', { name: 'a' })
    t.equal(second.headers['idempotency-replayed'], 'true')
    t.equal(second.headers['cache-control'], 'no-store')
    for (const name of ['location', 'content-type'])
      t.equal(second.headers[name], first.headers[name], name)
    t.same([second.statusCode, second.body], [first.statusCode, first.body])
  }
  t.same([await applied(store), await kept(store)], [1, 1])
  t.same(
    (await post('k2', { name: 'a' })).json(),
    { name: 'a', run: 2 },
    'another name, another change'
  )
  t.same((await post(null, { name: 'a' })).json(), { name: 'a', run: 3 }, 'no name, no memory')
  t.same([await applied(store), await kept(store)], [3, 2])
})

t.test('an answer without a body is kept as well', async (t) => {
  const { app, store, headers } = await writable(t)
  const remove = () =>
    app.inject({
      url: '/things',
      method: 'DELETE',
      headers: { ...headers, 'idempotency-key': 'k1' }
    })
  const first = await remove()
  t.same([first.statusCode, first.body, first.headers['content-type']], [204, '', undefined])
  const second = await remove()
  t.same(
    [second.statusCode, second.body, second.headers['idempotency-replayed']],
    [204, '', 'true']
  )
  t.equal(await applied(store), 1)
})

t.test('the same name with another request is refused and changes nothing', async (t) => {
  const { app, store, post, headers } = await writable(t)
  await post('k1', { name: 'a' })
  expectProblem(t, await post('k1', { name: 'b' }), 'idempotency_key_reused')
  expectProblem(
    t,
    await post('k1', { name: 'a' }, { url: '/things?a=b' }),
    'idempotency_key_reused'
  )
  const removed = await app.inject({
    url: '/things',
    method: 'DELETE',
    headers: { ...headers, 'idempotency-key': 'k1' }
  })
  expectProblem(t, removed, 'idempotency_key_reused')
  t.same([await applied(store), await kept(store)], [1, 1])
  t.equal(
    (await post('k1', { name: 'a' })).headers['idempotency-replayed'],
    'true',
    'the first still stands'
  )
})

t.test('each key of the service has names of its own', async (t) => {
  const { store, post, other, id } = await writable(t)
  const authorization = other.headers.authorization
  t.equal((await post('k1', { name: 'a' })).json().run, 1)
  t.equal((await post('k1', { name: 'b' }, { authorization })).json().run, 2)
  await store.transaction((snapshot) => revokeKey(snapshot, id, new Date().toISOString()))
  expectProblem(t, await post('k1', { name: 'a' }), 'invalid_key')
})

t.test(
  'what was refused or failed is not kept, and nothing of it stays: the same request may ' +
    'come again',
  async (t) => {
    const { store, post, runs } = await writable(t)
    const bad = await post('k1', { name: 1 } as never)
    t.equal(bad.statusCode, 422, bad.body)
    expectProblem(t, await post('k1', { name: 'a' }, { url: '/things?b=1' }), 'unknown_parameter', {
      errors: [
        {
          pointer: '/query/b',
          message: 'There is no parameter of this name; the parameters are a.',
          allowed: ['a']
        }
      ]
    })
    t.equal((await post('k1', { name: 'a' }, { authorization: 'Bearer abc' })).statusCode, 401)
    t.equal(runs(), 0)
    t.equal((await post('k1', { name: 'a', mode: 'refuse' })).statusCode, 400)
    for (const mode of ['fail', 'badly'] as const)
      for (const key of ['k1', null])
        expectProblem(t, await post(key, { name: 'a', mode }), 'internal')
    t.same([runs(), await applied(store), await kept(store)], [5, 0, 0])
    t.equal((await post('k1', { name: 'a' })).statusCode, 201)
    t.same([await applied(store), await kept(store)], [1, 1])
  }
)

t.test('a name is 1 to 255 printable ASCII characters, sent once', async (t) => {
  const { post, runs } = await writable(t)
  const wrong: [key: string | string[], found: string][] = [
    ['', 'found 0 characters.'],
    ['x'.repeat(256), 'found 256 characters.'],
    ['é', 'found 1 characters.'],
    ['a\tb', 'found 3 characters.'],
    [['a', 'b'], 'found it 2 times.']
  ]
  for (const [key, found] of wrong) {
    const message = `${INVALID}${found}`
    const errors = [
      {
        pointer: '/header/idempotency-key',
        message,
        allowed: ['1 to 255 printable ASCII characters, such as a UUID']
      }
    ]
    expectProblem(t, await post(key, { name: 'a' }), 'invalid_parameter', { errors })
  }
  t.equal(runs(), 0)
  for (const key of ['x'.repeat(255), '"8e03978e-40d5-43e8-bc93-6894a57f9324"', 'a, b ~'])
    t.equal((await post(key, { name: 'a' })).statusCode, 201, key)
})

t.test('while the first is under way the same name is answered 409, others go on', async (t) => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const attempt = { api_key: 'k', key: 'one', request: 'r' }
  const first = runAlone(attempt, () => promise)
  await t.rejects(
    runAlone(attempt, async () => 'second'),
    { code: 'idempotency_key_in_use', status: 409, headers: { 'retry-after': '1' } }
  )
  t.equal(await runAlone({ ...attempt, key: 'two' }, async () => 'other'), 'other')
  resolve('first')
  t.equal(await first, 'first')
  t.equal(await runAlone(attempt, async () => 'again'), 'again')
  await t.rejects(
    runAlone(attempt, () => Promise.reject(new Error('failed'))),
    { message: 'failed' }
  )
  t.equal(await runAlone(attempt, async () => 'after a failure'), 'after a failure')
})

t.test('twenty at once: one change, and each is told its answer or to wait', async (t) => {
  const { store, post } = await writable(t)
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('k1', { name: 'a' })))
  for (const answer of answers) {
    if (answer.statusCode === 201) t.same(answer.json(), { name: 'a', run: 1 })
    else {
      expectProblem(t, answer, 'idempotency_key_in_use')
      t.equal(answer.headers['retry-after'], '1')
    }
  }
  t.ok(answers.some(({ statusCode }) => statusCode === 201))
  t.equal(await applied(store), 1)
})

/**
 * A moment when a request of a name is answered: by its own answer, which is that moment, or by one
 * that is kept.
 */
type Moment = [now: number, key: string, request?: string]

function answering(store: Store, id: string) {
  const one = (snapshot: Snapshot, [now, key, request = 'r']: Moment) =>
    findOrMakeAnswer(
      snapshot,
      { api_key: id, key, request },
      async () => ({ status: 201, location: null, body: String(now) }),
      now
    )
  const at = (...moment: Moment) => store.transaction((snapshot) => one(snapshot, moment))
  const all = (moments: Moment[]) =>
    store.transaction(async (snapshot) => {
      for (const moment of moments) await one(snapshot, moment)
    })
  return { at, all }
}

const DAY = ANSWERS_KEPT_MS
const START = Date.parse('2026-11-23T00:00:00Z')

t.test('an answer is kept for 24 hours, then its name is free again', async (t) => {
  const { store } = await buildTestStore(t)
  const { at } = answering(store, (await giveKey(store)).id)
  const first = await at(START, 'k')
  t.same(first, { answer: { status: 201, location: null, body: String(START) }, replayed: false })
  t.same(await at(START + DAY - 1, 'k'), { ...first, replayed: true })
  await t.rejects(at(START + DAY - 1, 'k', 'other'), { code: 'idempotency_key_reused' })
  t.match(await at(START + DAY, 'k', 'other'), {
    answer: { body: String(START + DAY) },
    replayed: false
  })
  t.equal(await kept(store), 1)
})

t.test('a write removes a hundred answers past their time, the oldest first', async (t) => {
  const { store } = await buildTestStore(t)
  const { at, all } = answering(store, (await giveKey(store)).id)
  await all(Array.from({ length: 251 }, (_, index) => [START + index, `old ${index}`]))
  t.equal(await kept(store), 251)
  t.match(
    await at(START + 2 * DAY, 'old 250'),
    { replayed: false, answer: { body: String(START + 2 * DAY) } },
    'not removed yet, but gives way'
  )
  const counts = [await kept(store)]
  for (let write = 0; write < 3; write += 1) {
    await at(START + 2 * DAY, `new ${write}`)
    counts.push(await kept(store))
  }
  t.same(counts, [151, 52, 3, 4])
})

// What a client may do until it has an answer: send again, at once or later, while others do the
// same. And what may befall it.
const fates = fc.array(fc.constantFrom('fails', 'is lost', 'is slow', 'goes well'), {
  maxLength: 8
})
const senders = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), turns: fc.nat(3) }), {
  minLength: 1,
  maxLength: 12
})

t.test(
  'whatever the order of retries, failures and lost answers, each change happens exactly once',
  async (t) => {
    const { store, post, chaos } = await writable(t)
    let round = 0
    const seen = new Map<number, number>()
    const retried = async (name: string) => {
      for (let attempt = 0; attempt < 1_000; attempt += 1) {
        const answer = await post(name, { name })
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
        if (answer.statusCode === 201) return answer.body
        await pause(answer.statusCode === 409 ? 1 : 0)
      }
      throw new Error('no answer after a thousand attempts')
    }
    await fc.assert(
      fc.asyncProperty(senders, fates, async (plan, fates) => {
        round += 1
        const before = await applied(store)
        chaos.push(...fates)
        const bodies = await Promise.all(
          plan.map(async ({ key, turns }) => {
            for (let waited = 0; waited < turns; waited += 1) await turn()
            return retried(`${round}-${key}`)
          })
        )
        chaos.length = 0
        const changes = new Set(plan.map(({ key }) => key)).size
        return new Set(bodies).size === changes && (await applied(store)) === before + changes
      }),
      { numRuns: process.env['TEST_ENGINE'] ? 20 : runs(50, 500) }
    )
    t.same([...seen.keys()].sort(), [201, 409, 500, 503], 'all of it was met')
    t.comment(JSON.stringify([...seen]))
  }
)
