// What a process sends to its PostgreSQL server: its statements, and how often it waits for an
// answer.
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import pg from 'pg'
import type { Test } from 'tap'

/** The first words of every statement that pg sends until the test ends. */
export function recordQueries(t: Test): string[] {
  const sent: string[] = []
  const { prototype } = pg.Client
  // The method has many forms; all of them begin with a text or an object that has one.
  const { query } = prototype as unknown as { query: (...all: unknown[]) => unknown }
  const record = function (this: pg.Client, first: string | { text: string }, ...rest: unknown[]) {
    sent.push((typeof first === 'string' ? first : first.text).split(' ')[0] ?? '')
    return query.call(this, first, ...rest)
  }
  Object.assign(prototype, { query: record })
  t.teardown(() => Object.assign(prototype, { query }))
  return sent
}

/**
 * The URL of a proxy before a server, and how many round trips went through it: whenever the server
 * answers what was sent before.
 */
export async function countRoundTrips(t: Pick<Test, 'teardown'>, target: string) {
  const { hostname, port } = new URL(target)
  let trips = 0
  const server = createServer((client) => {
    let isAsked = false
    const upstream = connect(Number(port), hostname)
    client.on('data', (bytes) => {
      isAsked = true
      upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (isAsked) trips += 1
      isAsked = false
      client.write(bytes)
    })
    client.on('close', () => upstream.destroy()).on('error', () => {})
    upstream.on('close', () => client.destroy()).on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: Object.assign(new URL(target), { host }).href, trips: () => trips }
}
