// The reading threads as the service keeps them: what happens to questions if a thread ends, if too
// many wait, and if the service closes.
import t, { type Test } from 'tap'
import type { Answer, Asker } from '../../../src/http/apart.ts'
import { type PoolOptions, startReaders } from '../../../src/server/readers/pool.ts'
import { SLOW } from '../../helpers/random.ts'

const SCRIPT = new URL('./fake-thread.ts', import.meta.url)
const ORDERS = { databaseUrl: 'file:unused.db', replicaUrls: [] }
const NEVER = new AbortController().signal
const BUSY = { code: 'unavailable', headers: { 'retry-after': '5' } }

function start(t: Test, options: Partial<PoolOptions> = {}) {
  const readers = startReaders(ORDERS, { threads: 1, seconds: 60, script: SCRIPT, ...options })
  t.teardown(() => readers.close())
  const ask = (url: string, { client = 'a', gone = NEVER }: Partial<Asker> = {}) =>
    readers.ask({ method: 'GET', url, accept: undefined, base: '' }, { client, gone })
  return { readers, ask }
}

function textOf({ body }: Answer): string {
  return Buffer.isBuffer(body) ? body.toString() : 'a file'
}

function openFile({ body }: Answer): AsyncIterator<Buffer> {
  if (Buffer.isBuffer(body)) throw new Error('this answer is no file')
  return body[Symbol.asyncIterator]()
}

t.test('questions of any number are answered by one thread', async (t) => {
  const { ask } = start(t)
  const answers = await Promise.all(['/1', '/2', '/3'].map((url) => ask(url)))
  t.same(answers.map(textOf), ['well', 'well', 'well'])
  t.same(answers[0]?.headers, { 'content-type': 'text/plain' })
})

t.test('a thread that dies is replaced; who waited for it may ask again', async (t) => {
  const reported: string[] = []
  const { ask } = start(t, { report: ({ message }) => reported.push(message) })
  const [first, second] = await Promise.allSettled([ask('/dies'), ask('/well')])
  t.match(first, { status: 'rejected', reason: { name: 'DatabaseUnavailable' } })
  t.match(second, { status: 'fulfilled' }, 'the next in the line gets a new thread')
  t.same(reported, ['out of memory'])
})

t.test('a file breaks off if its thread dies', async (t) => {
  const { ask } = start(t)
  const file = openFile(await ask('/file'))
  t.match(await file.next(), { done: false })
  await t.rejects(ask('/dies'), { name: 'DatabaseUnavailable' })
  await t.rejects(file.next(), { name: 'DatabaseUnavailable' })
  t.equal(textOf(await ask('/well')), 'well')
})

t.test('a file does not keep others from being answered', async (t) => {
  const { ask } = start(t)
  const file = openFile(await ask('/file'))
  t.equal(textOf(await ask('/well')), 'well')
  t.match(await file.next(), { value: Buffer.from('piece\n'), done: false })
  t.match(await file.return?.(), { done: true })
})

t.test('the line has an end', async (t) => {
  const { readers, ask } = start(t, { waitingMax: 2 })
  const waiting = ['/hangs', '/well', '/well'].map((url) => ask(url))
  await t.rejects(ask('/well'), BUSY)
  const settled = Promise.allSettled(waiting)
  await readers.close()
  t.match(await settled, [
    { reason: { name: 'DatabaseUnavailable' } },
    { reason: BUSY },
    { reason: BUSY }
  ])
})

t.test('a full line has room for who asks for little, and clients take turns', async (t) => {
  const { ask } = start(t, { waitingMax: 3 })
  const answered: string[] = []
  const by = (name: string, client: string) =>
    ask('/well', { client }).then(
      () => answered.push(name),
      () => answered.push(`-${name}`)
    )
  const asked = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2'].map((name) => by(name, name.charAt(0)))
  await Promise.all(asked)
  t.same(answered.slice(0, 2).sort(), ['-a4', '-b2'])
  t.same(answered.slice(2), ['a1', 'a2', 'b1', 'a3'])
})

t.test('who has gone waits no longer', async (t) => {
  const { ask } = start(t, { waitingMax: 1 })
  ask('/hangs').catch(() => {})
  const gone = new AbortController()
  const left = ask('/well', { gone: gone.signal })
  gone.abort()
  await t.rejects(left, { code: 'unavailable' })
  const next = ask('/well')
  await t.rejects(ask('/well'), BUSY, 'the place was free, and is taken again')
  next.catch(() => {})
})

t.test('after closing, a file breaks off and nothing is answered', async (t) => {
  const { readers, ask } = start(t)
  const file = openFile(await ask('/file'))
  t.match(await file.next(), { done: false })
  const piece = file.next()
  await Promise.all([readers.close(), t.resolves(piece.catch(() => {}))])
  await t.rejects(file.next(), { name: 'DatabaseUnavailable' })
  await t.rejects(ask('/well'), BUSY)
})

t.test('a thread that takes too long is replaced, and its file breaks off', async (t) => {
  const reported: string[] = []
  const { ask } = start(t, { seconds: 3, report: ({ message }) => reported.push(message) })
  const file = openFile(await ask('/file'))
  const lost = { code: 'unavailable', message: /^The answer was not ready after 3 s / }
  const hanging = t.rejects(ask('/hangs'), lost)
  const next = ask('/well')
  await hanging
  t.equal(textOf(await next), 'well', 'another thread answers')
  await t.rejects(file.next(), { name: 'DatabaseUnavailable' })
  t.same(reported, ['a reading thread did not answer for 3 s'])
})

t.test(
  'a thread that cannot be ended does not keep others from being answered',
  SLOW,
  async (t) => {
    const { ask } = start(t, { seconds: 3 })
    await t.rejects(ask('/busy'), { code: 'unavailable', reason: 'reading' })
    t.equal(textOf(await ask('/well')), 'well')
  }
)
