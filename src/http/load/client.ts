// Which client a request counts for: its IPv4 address, or its IPv6 /64 network.
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'

/** The longest text of an IP address. What a proxy says may be longer, and it is kept in memory. */
const ADDRESS_CHARACTERS_MAX = 45

/** Finds the address of a client without Fastify; `trusted` are addresses and CIDR ranges. */
export function makeAddressFinder(
  trusted: readonly string[]
): (request: IncomingMessage) => string {
  if (trusted.length === 0) return ({ socket }) => socket.remoteAddress ?? ''
  // Fastify finds `request.ip` by the same function.
  const isTrusted = proxyAddr.compile([...trusted])
  return (request) => proxyAddr(request, isTrusted) ?? ''
}

/** Finds the client of a request without Fastify. */
export function makeClientFinder(trusted: readonly string[]): (request: IncomingMessage) => string {
  const addressOf = makeAddressFinder(trusted)
  return (request) => clientOfAddress(addressOf(request))
}

/**
 * The client of an address: an IPv4 address, or an IPv6 /64 network, because one client has all its
 * addresses. Different forms of an address are one client, also with the port that some proxies
 * add.
 */
export function clientOfAddress(text: string): string {
  const address = withoutPort(text.slice(0, ADDRESS_CHARACTERS_MAX + ':65535'.length + '[]'.length))
  if (!isIPv6(address)) return address.slice(0, ADDRESS_CHARACTERS_MAX)
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  return mapped ?? networkOf(address)
}

function withoutPort(address: string): string {
  const [, inBrackets, v4] = /^\[(.*)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address) ?? []
  return inBrackets ?? v4 ?? address
}

/** The first four groups of an IPv6 address. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  return [...first, ...Array<string>(missing).fill('0'), ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
