// Work that may take longer than the limit for idle connections.
import type { FastifyRequest } from 'fastify'

/**
 * Runs work between a complete request and its answer. Nothing moves on the connection meanwhile,
 * and Node would cut it: the client would then take a completed change for a failed one.
 */
export async function whileWorking<T>(
  { raw, server }: FastifyRequest,
  work: () => Promise<T>
): Promise<T> {
  // Injected requests have a socket without a timeout.
  raw.socket.setTimeout?.(0)
  try {
    return await work()
  } finally {
    raw.socket.setTimeout?.(server.server.timeout)
  }
}
