// The limits of streams, on an answer that only records what is done to it.
import { EventEmitter } from 'node:events'
import type { FastifyReply } from 'fastify'
import t from 'tap'
import { readConfig } from '../../../src/config.ts'
import { makeLimiter } from '../../../src/http/load/limiter.ts'
import { limitStream } from '../../../src/http/load/streams.ts'
import { Problem } from '../../../src/http/problems.ts'

const ONE = readConfig({ CLIENT_STREAMS: '1' }, '/dev/null')

/** An answer to a client; `happened` tells what was done to its connection and its source. */
function answerTo(limiter = makeLimiter(ONE), method = 'GET') {
  const happened: string[] = []
  const setTimeout = (milliseconds: number) => happened.push(`timeout ${milliseconds}`)
  const raw = Object.assign(new EventEmitter(), { socket: { setTimeout } })
  const request = { method, client: 'a', server: { limiter } }
  const source: AsyncIterableIterator<string> = {
    [Symbol.asyncIterator]: () => source,
    async next() {
      happened.push('read')
      return { value: 'piece', done: false }
    },
    async return() {
      happened.push('stop')
      return { value: undefined, done: true }
    }
  }
  // Only these parts of an answer are used.
  const reply = { raw, request } as unknown as FastifyReply
  return { happened, source, reply, close: () => raw.emit('close') }
}

t.test('a reader must take what it was sent, and may wait while the service works', async (t) => {
  const { happened, source, reply, close } = answerTo()
  const stream = limitStream(reply, source)[Symbol.asyncIterator]()
  t.same(happened, [], 'nothing happens before the file is read')
  t.same(await stream.next(), { value: 'piece', done: false })
  await stream.next()
  await stream.return?.()
  t.same(happened, [
    'timeout 0',
    'read',
    'timeout 10000',
    'timeout 0',
    'read',
    'timeout 10000',
    'stop'
  ])
  close()
})

t.test('one stream too many is refused and its source is told, until one has ended', async (t) => {
  const limiter = makeLimiter(ONE)
  const first = answerTo(limiter)
  limitStream(first.reply, first.source)
  const second = answerTo(limiter)
  t.throws(() => limitStream(second.reply, second.source), Problem)
  t.same(second.happened, ['stop'])
  first.close()
  const third = answerTo(limiter)
  t.doesNotThrow(() => limitStream(third.reply, third.source))
  third.close()
})

t.test('a client that has gone before its stream begins leaves its place at once', async (t) => {
  const limiter = makeLimiter(ONE)
  const gone = answerTo(limiter)
  Object.assign(gone.reply.raw, { destroyed: true })
  limitStream(gone.reply, gone.source)
  t.equal(limiter.underWay().streams, 0)
})

t.test('a request for headers alone is no stream', async (t) => {
  const { source, reply } = answerTo(makeLimiter(ONE), 'HEAD')
  for (let n = 0; n < 3; n += 1) t.equal(limitStream(reply, source), source)
})
