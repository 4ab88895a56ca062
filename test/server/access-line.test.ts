// The access log is written by hand, and each line is what the logger would have written.
import fc from 'fast-check'
import pino from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import type { AnswerLine } from '../../src/http/tracing.ts'
import { keyText, makeKey } from '../../src/keys/key.ts'
import { makeLineWriter } from '../../src/server/access-line.ts'
import { loggerOptions } from '../../src/server/logging.ts'

const NOW = 1_795_000_000_123
const LINE: AnswerLine = {
  reqId: '0e2b5a4f-6a3c-4a51-9f0e-0c5d3f3f7a11',
  method: 'GET',
  url: '/v1/metrics?limit=1',
  status: 200,
  ms: 0.3,
  ip: '127.0.0.1'
}

/** The line of the logger, at the time of ours. */
function logged(line: AnswerLine, name?: string): string {
  let written = ''
  const options = { ...loggerOptions(readConfig({}, '/dev/null'), name) }
  const logger = pino(
    { ...options, timestamp: () => `,"time":${NOW}` },
    {
      write(text: string) {
        written += text
      }
    }
  )
  logger.info(line, 'answered')
  return written
}

t.test('a line is that of the logger, byte for byte', async (t) => {
  for (const name of [undefined, 'worker 2'])
    t.equal(makeLineWriter(name)(LINE, NOW), logged(LINE, name))
})

t.test('whatever a client sends, a line is one line of JSON', async (t) => {
  const lineOf = makeLineWriter()
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(text, text, (url, ip) => {
      const line = { ...LINE, url, ip }
      return lineOf(line, NOW) === logged(line)
    })
  )
  t.same(JSON.parse(lineOf({ ...LINE, url: '/"\\\n\u0000é' }, NOW)).url, '/"\\\n\u0000é')
})

t.test('a key in an address loses its secret', async (t) => {
  const key = makeKey()
  const url = `/v1/metrics?key=${keyText(key)}&limit=1`
  const line = makeLineWriter()({ ...LINE, url }, NOW)
  t.equal(line, logged({ ...LINE, url }))
  t.equal(JSON.parse(line).url, `/v1/metrics?key=corridor_${key.id}_…&limit=1`)
})
