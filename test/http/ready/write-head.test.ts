// The header of a ready answer is what Node would write, on connections that stay and that close.
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { lineOf, writeHead } from '../../../src/http/ready/write-head.ts'

const HEADERS = { etag: 'W/"a"', link: '</v1>; rel="self"' }
const LINES = Object.entries(HEADERS)
  .map(([name, value]) => lineOf(name, value))
  .join('')
const BODY = '{"data":"Ürümqi"}'
const CLOSING = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
const STAYING = `GET / HTTP/1.1\r\nHost: a\r\n\r\n${CLOSING}`

/** All bytes that a server sends for these requests. The clock may tick between two servers. */
async function sent(t: Test, requests: string, answer: (response: ServerResponse) => void) {
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(requests)
  return (await text(socket)).replaceAll(/Date: .*/g, 'Date: now')
}

for (const [name, requests] of Object.entries({ STAYING, CLOSING }))
  for (const status of [200, 304] as const)
    t.test(`${status}, ${name}`, async (t) => {
      const body = status === 200 ? BODY : undefined
      const length = Buffer.byteLength(body ?? '')
      const ours = await sent(t, requests, (response) => {
        writeHead(response, { status, lines: LINES, length })
        response.end(body)
      })
      const theirs = await sent(t, requests, (response) => {
        response.writeHead(status, { ...HEADERS, ...(body && { 'Content-Length': length }) })
        response.end(body)
      })
      t.match(ours, new RegExp(`^HTTP/1\\.1 ${status} [^]*Connection: close`))
      // Node adds the length at the end, where a header of ours stands before its own.
      t.same(ours.split('\r\n').sort(), theirs.split('\r\n').sort())
    })

t.test('a value that would end the header or begin another is refused', async (t) => {
  t.throws(() => lineOf('etag', 'a\r\nset-cookie: b'), { code: 'ERR_INVALID_CHAR' })
})
