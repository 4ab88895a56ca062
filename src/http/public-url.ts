// The address of the service as pages and documents print it.
import { isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

/** Addresses that stand for this machine, or for all addresses that it has. */
const HERE = ['127.0.0.1', '::1', '0.0.0.0', '::']

/**
 * The setting PUBLIC_URL, or else the address that the service listens on. It never comes from a
 * header of the request: answers are stored by caches, and one client would choose what all others
 * copy.
 */
export function publicUrl(
  { server }: Pick<FastifyInstance, 'server'>,
  { PUBLIC_URL, HOST, PORT }: Config
): string {
  if (PUBLIC_URL !== '') return PUBLIC_URL
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : PORT
  const host = isIPv6(HOST) ? `[${HOST}]` : HOST
  return `http://${HERE.includes(HOST) ? 'localhost' : host}:${port}`
}
