// Sends requests to one of the two services over a socket, and reads its answers.
import { request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

export type KeyName = 'admin' | 'import' | 'wrong'
/** A running service, with keys for changes. Without keys, only reads are compared. */
export type Service = { origin: string; keys?: Record<KeyName, string> }
export type Request = {
  method: string
  /** The path and query, as they are. */
  url: string
  headers?: Record<string, string>
  body?: string | Buffer
  key?: KeyName
}
/** The names of the headers are in lower case; the body is unpacked. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

/** Both services get the same host name, because some answers repeat it. */
const HOST = 'corridor.example'
const OVERLOADED = 503
const ATTEMPTS = 6
const REST_MS = 1_100

/** Sends a request. Sends it again if the service shed load on a busy machine. */
export async function send(service: Service, request: Request): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendOnce(service, request)
    if (answer.status !== OVERLOADED || attempt === ATTEMPTS) return answer
    await pause(REST_MS)
  }
}

async function sendOnce(
  { origin, keys }: Service,
  { method, url, headers = {}, body, key }: Request
): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  const sent = Object.entries({
    host: HOST,
    ...(key && { authorization: `Bearer ${keys?.[key]}` }),
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers
  })
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method, path: url, headers: sent.flat(), agent: false },
      async (incoming) => {
        const fields = Object.entries(incoming.headers)
        const received = Object.fromEntries(
          fields.map(([name, value]) => [name, String(value)] as const)
        )
        const bytes = await buffer(incoming)
        const text = unpacked(bytes, received['content-encoding'])
        resolve({ status: incoming.statusCode ?? 0, headers: received, body: text })
      }
    )
    outgoing.on('error', (error) => reject(new Error(`${method} ${url}`, { cause: error })))
    outgoing.end(body)
  })
}

function unpacked(bytes: Buffer, coding: string | undefined): string {
  if (bytes.length === 0) return ''
  if (coding === 'gzip') return gunzipSync(bytes).toString()
  return (coding === 'br' ? brotliDecompressSync(bytes) : bytes).toString()
}

/** The service in the place of an app, for the functions that list operations and addresses. */
export async function appOf(service: Service): Promise<FastifyInstance> {
  const document = JSON.parse((await send(service, { method: 'GET', url: '/openapi.json' })).body)
  const app = {
    ready: async () => {},
    swagger: () => document,
    inject: async (url: string) => {
      const { body } = await send(service, { method: 'GET', url })
      return { json: () => JSON.parse(body) }
    }
  }
  // Those functions use only these three members of an app.
  return app as unknown as FastifyInstance
}
