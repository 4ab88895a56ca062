// Work that may take longer than a connection may stand still.
import type { FastifyRequest } from 'fastify'

/**
 * Runs work between a request that is all there and its answer. Nothing moves on the connection
 * meanwhile, and Node would cut it for that: a change that was made would look like one that
 * failed.
 */
export async function whileWorking<T>(
  { raw, server }: FastifyRequest,
  work: () => Promise<T>
): Promise<T> {
  // Requests that are injected have a socket that never times out.
  raw.socket.setTimeout?.(0)
  try {
    return await work()
  } finally {
    raw.socket.setTimeout?.(server.server.timeout)
  }
}
