// Makes changes over HTTP. Each shows how often it was made: exactly `rows` claims have its name.
import { setTimeout as pause } from 'node:timers/promises'
import { claimBody, claimsFile } from './claims.ts'

/** `rows` is the number of rows with the name of the change in their note after it. */
export type Change = {
  name: string
  method: string
  path: string
  type: string
  body: string
  rows: number
}
export type Reply = { status: number; body: string; headers: Headers }

const UPLOADED_ROWS = 50
const ATTEMPTS_MAX = 100
const BUSY_PAUSE_MS = 100
const JSON_TYPE = 'application/json'

/**
 * Each takes a unique name, the owner of the things that it changes, and how often these were
 * changed before.
 */
export type MakeChange = (name: string, owner: string, turn: number) => Change | Promise<Change>
export const CHANGES: readonly MakeChange[] = [
  (name, _owner, turn) => ({
    name,
    method: 'POST',
    path: '/v1/observations',
    type: JSON_TYPE,
    rows: 1,
    body: JSON.stringify(claimBody(1_000 + turn, name))
  }),
  (name, owner, turn) => ({
    name,
    method: 'PATCH',
    path: `/v1/observations/${owner}`,
    type: JSON_TYPE,
    rows: 1,
    body: JSON.stringify({ value: 2_000 + turn, text: `${2_000 + turn} dollars`, note: name })
  }),
  async (name, owner, turn) => ({
    name,
    method: 'POST',
    path: '/v1/imports?type=observation',
    type: 'text/csv',
    rows: UPLOADED_ROWS,
    body: await claimsFile(`${owner}-file`, UPLOADED_ROWS, turn, name)
  })
]

/** A claim that changes of an owner correct. */
export function firstClaim(owner: string): Change {
  const body = JSON.stringify({ id: owner, ...claimBody(1, `first of ${owner}`) })
  return {
    name: `first of ${owner}`,
    method: 'POST',
    path: '/v1/observations',
    type: JSON_TYPE,
    rows: 1,
    body
  }
}

/**
 * Sends a change with its name as idempotency key, so it may be sent again. Throws if no whole
 * answer comes.
 */
export function send(
  url: string,
  key: string,
  { name, method, path, type, body }: Change
): Promise<Reply> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': type, 'idempotency-key': name }
  return ask(`${url}${path}`, { method, headers, body })
}

/**
 * Asks again until the request is accepted: a service that has just started on a busy machine
 * refuses requests, and that is not tested here.
 */
export async function ask(
  address: string,
  request: { method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<Reply> {
  for (let attempt = 1; ; attempt += 1) {
    // Connections that idled while this process was busy may be closed just when they are used
    // again.
    const response = await fetch(address, {
      ...request,
      headers: { ...request.headers, connection: 'close' }
    })
    const reply = {
      status: response.status,
      body: await response.text(),
      headers: response.headers
    }
    if (
      reply.status !== 503 ||
      !reply.body.includes('under too much load') ||
      attempt >= ATTEMPTS_MAX
    )
      return reply
    await pause(BUSY_PAUSE_MS)
  }
}
