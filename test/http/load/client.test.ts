import type { IncomingMessage } from 'node:http'
import t from 'tap'
import { clientOfAddress, makeClientFinder } from '../../../src/http/load/client.ts'

t.test('one IPv4 address, or one IPv6 /64 network, is one client', async (t) => {
  const clients = {
    '203.0.113.1': '203.0.113.1',
    '203.0.113.1:51234': '203.0.113.1',
    '::ffff:203.0.113.1': '203.0.113.1',
    '::FFFF:203.0.113.1': '203.0.113.1',
    '[::ffff:203.0.113.1]:443': '203.0.113.1',
    '2001:db8:1:2::1': '2001:db8:1:2',
    '2001:0DB8:0001:0002:a:b:c:d': '2001:db8:1:2',
    '[2001:db8:1:2::3]': '2001:db8:1:2',
    '[2001:db8:1:2::3]:443': '2001:db8:1:2',
    '2001:db8::1': '2001:db8:0:0',
    '2001:db8:0:1::': '2001:db8:0:1',
    '::1': '0:0:0:0',
    '::': '0:0:0:0',
    'fe80::1%eth0': 'fe80:0:0:0',
    '::ffff:0:0:1': '0:0:0:0',
    unknown: 'unknown',
    '': ''
  }
  t.same(
    Object.fromEntries(Object.keys(clients).map((text) => [text, clientOfAddress(text)])),
    clients
  )
  t.equal(clientOfAddress('x'.repeat(16_000)).length, 45, 'no long text stays in memory')
})

/** A request from an address with a header of proxies, as Node reads it. */
function requestFrom(remoteAddress: string | undefined, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { socket: { remoteAddress }, headers } as Partial<IncomingMessage> as IncomingMessage
}

t.test('without trusted proxies only the connection counts', async (t) => {
  const clientOf = makeClientFinder([])
  t.equal(clientOf(requestFrom('10.0.0.1', '203.0.113.1')), '10.0.0.1')
  t.equal(clientOf(requestFrom('2001:db8::1')), '2001:db8:0:0')
  t.equal(clientOf(requestFrom(undefined)), '', 'a connection that has gone')
})

t.test('a trusted proxy names the client, and nobody else does', async (t) => {
  const clientOf = makeClientFinder(['10.0.0.0/8', 'fd00::/16'])
  t.equal(clientOf(requestFrom('10.0.0.1', '203.0.113.1')), '203.0.113.1')
  t.equal(clientOf(requestFrom('::ffff:10.0.0.1', '203.0.113.1')), '203.0.113.1')
  t.equal(clientOf(requestFrom('fd00::1', '2001:db8:1:2::3')), '2001:db8:1:2')
  t.equal(clientOf(requestFrom('10.0.0.1', '198.51.100.9, 203.0.113.1, 10.1.1.1')), '203.0.113.1')
  t.equal(clientOf(requestFrom('192.0.2.1', '203.0.113.1')), '192.0.2.1', 'a stranger')
  t.equal(clientOf(requestFrom('10.0.0.1')), '10.0.0.1', 'the proxy itself')
})
