// Stands for a reading thread in tests: what it does with a question is its address.
import { parentPort } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import type { FromThread, Ready, ToThread } from '../../../src/server/readers/messages.ts'

const LONG =
  'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60000000) ' +
  'SELECT count(*) FROM n'
const head = { headers: { 'content-type': 'text/plain' }, shown: null, state: '' }

parentPort?.on('message', ({ id, ...request }: ToThread) => {
  if (request.kind === 'stop') return
  if (request.kind === 'more') return send({ kind: 'piece', id, bytes: bytesOf('piece\n') })
  switch (request.question.url) {
    case '/dies':
      throw new Error('out of memory')
    case '/hangs':
      return
    case '/busy':
      // Nothing can end a statement of SQLite.
      new SQLite(':memory:').prepare(LONG).get()
      return
    case '/file':
      return send({ kind: 'answer', id, ...head, body: null })
    default:
      return send({ kind: 'answer', id, ...head, body: bytesOf('well') })
  }
})

parentPort?.postMessage({ kind: 'ready' } satisfies Ready)

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function send(message: FromThread): void {
  parentPort?.postMessage(message)
}
