// A CSV stream has the rows of the revision that it began with, whatever is written meanwhile. One
// that fails is never taken for whole.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { Store } from '../../src/db/store.ts'
import { buildTestApp, buildTestStore } from '../helpers/app.ts'
import { withdrawAll, write } from '../helpers/changes.ts'
import { someOf } from '../helpers/random.ts'
import { insertRows, type Rows } from '../helpers/rows.ts'
import { testEvery } from '../helpers/test-every.ts'

const READING = fileURLToPath(new URL('../../docs/reading.md', import.meta.url))
/** Compressed answers wait for more of the file, so that less can be said of when they break. */
const PLAIN = { headers: { 'accept-encoding': 'identity' } }

/** More rows than the largest page has. */
const MANY = 1_003
const numbers = Array.from({ length: MANY }, (_, n) => String(n).padStart(4, '0'))
const last = numbers.at(-1) ?? ''
const next = String(MANY).padStart(4, '0')

/** Every list whose tables have a history, with more rows than a page. */
const rowsWith = (n: string): Required<Omit<Rows, 'metric' | 'unit'>> => ({
  entity: [
    { id: `port-${n}` },
    { id: `leg-${n}`, kind: 'leg', name: `Leg ${n}` },
    { id: `way-${n}`, kind: 'route', name: `Way ${n}` }
  ],
  leg: [{ id: `leg-${n}`, from: 'port-0000', to: 'port-0001' }],
  corridor: [{ id: `way-${n}`, from: 'port-0000', legs: [`leg-${n}`] }],
  alias: [{ id: `name-${n}`, entity: `port-${n}`, name: `Haven ${n}` }],
  source: [{ id: `paper-${n}`, kind: 'opinion' }],
  scenario: [{ id: `plan-${n}` }],
  product: [{ id: `commodity-p${n}`, scheme: 'commodity', code: `p${n}`, name: `Good ${n}` }],
  observation: [{ id: `C${n}`, period: null, partner: null, subject: `port-${n}` }],
  projection: [{ id: `P${n}` }],
  event: [{ id: `E${n}` }],
  relation: [{ id: `R${n}`, observation: 'C0000', others: [`C${n === '0000' ? '0001' : n}`] }]
})

const LISTS = [
  '/v1/observations.csv',
  '/v1/observations.csv?sort=id&source=a-paper',
  '/v1/observations.csv?sort=recorded_at',
  '/v1/projections.csv',
  '/v1/scenarios.csv',
  '/v1/sources.csv?kind=opinion',
  '/v1/events.csv',
  '/v1/relations.csv',
  '/v1/relations.csv?observation=C0000',
  '/v1/aliases.csv',
  '/v1/entities.csv',
  '/v1/entities.csv?country=PAK',
  '/v1/legs.csv',
  '/v1/legs.csv?place=port-0000',
  '/v1/legs.csv?country=PAK',
  '/v1/corridors.csv?place=port-0000',
  '/v1/corridors.csv',
  '/v1/products.csv',
  '/v1/products.csv?scheme=commodity&parent=none',
  '/v1/changes.csv',
  '/v1/changes.csv?type=source',
  '/v1/metrics.csv',
  '/v1/countries.csv',
  '/v1/imports.csv'
]

/** Corrects, withdraws and adds rows at the end of every list. */
async function changeEnds(store: Store): Promise<void> {
  const [observation, projection, event] = [
    [{ id: `C${last}`, subject: `port-${last}`, period: null, partner: null, value: 7 }],
    [{ id: `P${last}`, note: 'corrected' }],
    [{ id: `E${last}`, title: 'Corrected' }]
  ]
  const source = [{ id: `paper-${last}`, kind: 'opinion' as const, title: 'Corrected' }]
  const entity = [{ id: `port-${last}`, name: 'Corrected', countries: [] }]
  const scenario = [{ id: `plan-${last}`, name: 'Corrected' }]
  await write(store, { entity, source, scenario, observation, projection, event })
  await write(store, rowsWith(next))
  const before = numbers.at(-2)
  await withdrawAll(store, {
    relation: [`R${before}`],
    observation: [`C${before}`],
    projection: [`P${before}`],
    event: [`E${before}`]
  })
  await withdrawAll(store, { source: [`paper-${before}`], scenario: [`plan-${before}`] })
}

/** Calls `act` before the second read after this call. */
function beforeSecondRead(store: Store, act: () => Promise<void>): () => void {
  const { snapshot } = store
  let reads = 0
  store.snapshot = async (read) => {
    reads += 1
    if (reads === 2) await act()
    return snapshot(read)
  }
  return () => {
    store.snapshot = snapshot
  }
}

let many: Promise<Buffer> | undefined

/** A database with the many rows, made once. */
function databaseOfMany(t: Test): Promise<Buffer> {
  many ??= makeMany(t)
  return many
}

async function makeMany(t: Test): Promise<Buffer> {
  const { store, client } = await buildTestStore(t)
  const rows: Rows = { source: [{}], scenario: [{}], entity: [{}] }
  for (const n of numbers)
    for (const [noun, some] of Object.entries(rowsWith(n)))
      Object.assign(rows, { [noun]: [...(rows[noun as keyof Rows] ?? []), ...some] })
  await insertRows(store, rows)
  return client.serialize()
}

testEvery('a stream goes on as of the revision it began with', async (t, every) => {
  const data = await databaseOfMany(t)
  for (const url of someOf(LISTS, 2)) {
    const { app, store } = await buildTestApp(t, { data })
    const before = await app.inject(url)
    let changes = 0
    const stop = beforeSecondRead(store, async () => {
      changes += 1
      await changeEnds(store)
    })
    const during = await app.inject(url)
    stop()
    every.equal(during.statusCode, 200, url)
    every.equal(during.body, before.body, `${url}: the rows of the revision it began with`)
    every.equal(during.headers.etag, before.headers.etag, `${url}: the tag of that revision`)
    const hasPages = before.body.split('\n').length > 1_002
    every.equal(changes, hasPages ? 1 : 0, `${url}: the data changed while it was sent`)
    if (hasPages) every.not((await app.inject(url)).body, before.body, `${url}: later it differs`)
  }
})

testEvery('lists of series and checks go on as of their revision too', async (t, every) => {
  const urls = [
    '/v1/conflicts.csv?holds=true',
    '/v1/series.csv?metric=border_clearance_time',
    '/v1/forecasts.csv?metric=border_clearance_time',
    '/v1/forecasts.csv?metric=border_clearance_time&by=author',
    '/v1/observations.csv',
    '/v1/observations.csv?as_of=2099-01-01'
  ]
  for (const url of someOf(urls, 2)) {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    const before = await app.inject(url)
    let changes = 0
    beforeSecondRead(store, async () => {
      changes += 1
      const { data } = (await app.inject('/v1/observations?limit=1000&sort=-id')).json()
      const ids = data.map(({ id }: { id: string }) => id)
      await withdrawAll(store, { relation: await idsOf(app), observation: ids.slice(0, 200) })
    })
    every.equal((await app.inject(url)).body, before.body, url)
    every.equal(changes, 1, `${url}: the data changed while it was sent`)
  }
})

async function idsOf(app: FastifyInstance): Promise<string[]> {
  const { data } = (await app.inject('/v1/relations?limit=1000')).json()
  return data.map(({ id }: { id: string }) => id)
}

t.test('a slow reader gets the whole file, whatever is written meanwhile', async (t) => {
  const { app, store } = await buildTestApp(t, { data: await databaseOfMany(t), own: true })
  const { body: expected } = await app.inject('/v1/observations.csv')
  const begun = Promise.withResolvers<void>()
  beforeSecondRead(store, async () => {
    await begun.promise
    await changeEnds(store)
  })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const response = await fetch(`${origin}/v1/observations.csv`, PLAIN)
  const texts: string[] = []
  for await (const piece of response.body ?? []) {
    texts.push(Buffer.from(piece).toString('latin1'))
    begun.resolve()
  }
  t.equal(Buffer.from(texts.join(''), 'latin1').toString(), expected)
  t.equal(response.headers.get('accept-ranges'), 'none', 'no part of a file can be asked for')
})

t.test('a range of a file is not served: the answer is the whole file', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const whole = await app.inject('/v1/metrics.csv')
  const part = await app.inject({ url: '/v1/metrics.csv', headers: { range: 'bytes=0-9' } })
  t.equal(part.statusCode, 200)
  t.equal(part.body, whole.body)
  t.equal(part.headers['accept-ranges'], 'none')
  t.notOk('content-range' in part.headers)
})

type Failure = {
  url: string
  prepare?: (store: Store) => Promise<void>
  fail: (store: Store) => Promise<void>
}
const FAILURES: Record<string, Failure> = {
  'the database fails': {
    url: '/v1/observations.csv',
    fail: async () => {
      throw new Error('the database fails')
    }
  },
  'data without a history change': {
    url: '/v1/metrics.csv',
    prepare: (store) => insertRows(store, { metric: numbers.map((n) => ({ id: `metric-${n}` })) }),
    fail: async (store) => {
      await write(store, { source: [{ id: 'another-paper' }] })
    }
  }
}

for (const [what, { url, prepare, fail }] of Object.entries(FAILURES)) {
  t.test(`a stream that is cut is not taken for whole: ${what}`, async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter', own: true })
    await prepare?.(store)
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const begun = Promise.withResolvers<void>()
    const stop = beforeSecondRead(store, async () => {
      await begun.promise
      await fail(store)
    })
    const response = await fetch(origin + url, PLAIN)
    t.equal(response.status, 200, 'it had begun')
    const reader = response.body?.getReader()
    const first = await reader?.read()
    t.ok((first?.value?.length ?? 0) > 0, 'some of it arrives')
    begun.resolve()
    await t.rejects(readAll(reader), 'the client learns that it is not whole')
    stop()
    t.equal((await fetch(origin + url, PLAIN)).status, 200, 'it can be asked for again')
  })
}

t.test('for HTTP/1.0, which has no last chunk, the connection is reset', async (t) => {
  const { app, store } = await buildTestApp(t, { data: 'starter', own: true })
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const begun = Promise.withResolvers<void>()
  beforeSecondRead(store, async () => {
    await begun.promise
    throw new Error('the database fails')
  })
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('GET /v1/observations.csv HTTP/1.0\r\nHost: localhost\r\n\r\n')
  const [head] = (await once(socket, 'data')) as [Buffer]
  t.match(head.toString(), /^HTTP\/1\.1 200 OK\r\n/)
  const closed = once(socket, 'end')
  socket.resume()
  begun.resolve()
  await t.rejects(closed, { code: 'ECONNRESET' }, 'not an end of the body')
})

t.test(
  'a compressed stream that fails breaks off too, or is a problem that can be read',
  async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter', own: true })
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    beforeSecondRead(store, async () => {
      throw new Error('the database fails')
    })
    const headers = { 'accept-encoding': 'gzip' }
    const response = await fetch(`${origin}/v1/observations.csv`, { headers })
    if (response.status === 200) {
      await t.rejects(response.text(), 'the client learns that it is not whole')
      return
    }
    t.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8')
    for (const name of ['etag', 'content-disposition', 'content-encoding', 'accept-ranges'])
      t.equal(response.headers.get(name), null, `${name} was of the CSV`)
    t.equal(response.headers.get('vary'), 'Accept, Accept-Encoding')
    await t.resolves(response.json(), 'the body can be read')
  }
)

t.test('the loop that docs/reading.md shows gets every row once', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter', own: true })
  const origin = await app.listen({ port: 0, host: '127.0.0.1' })
  const url = '/v1/observations.csv?as_of=2026-11-23'
  const [, loop = ''] = /```bash\n([\s\S]*?)```/.exec(readFileSync(READING, 'utf8')) ?? []
  t.match(loop, `${url}&limit=1000`)
  const cwd = t.testdir()
  await promisify(execFile)('bash', ['-c', loop.replace('http://localhost:3000', origin)], { cwd })
  t.equal(readFileSync(`${cwd}/observations.csv`, 'utf8'), (await app.inject(url)).body)
})

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  while (!(await reader?.read())?.done);
}
