// Decides who may write: every route that changes something first requires a key. Reading requires
// none.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { Problem } from '../http/problems.ts'
import { countFailedKeys } from './failed-keys.ts'
import { includesScope, isSecretOf, type KeyScope, readKey } from './key.ts'
import { findKey, hasKeys } from './queries.ts'
import { stateOf } from './state.ts'

/** The holder of the key that came with a request. */
export type KeyHolder = { id: string; label: string; scope: KeyScope }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by {@link requireKey}; read it with {@link keyHolderOf}. */
    key: KeyHolder | null
  }
}

const CHALLENGE = 'Bearer realm="corridor-metrics"'
const MAKE_ONE = 'npm run keys -- create --label "…" --scope import --expires 90d'
type Refusal = 'writing_off' | 'unknown' | 'expired' | 'revoked'

/**
 * Lets requests carry the holder of their key. Call this after the limits on load and before any
 * route.
 */
export function acceptKeys(app: FastifyInstance): void {
  app.decorateRequest('key', null)
  countFailedKeys(app)
}

/**
 * The route options of a route that changes something. The key is checked before anything of the
 * body is read. Answers are not compressed, because the length of a compressed answer lets an
 * observer guess its content (BREACH).
 */
export function requireKey(app: FastifyInstance, store: Store, { scope }: { scope: KeyScope }) {
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const token = bearerToken(request.headers.authorization)
    if (token === undefined)
      throw (await store.onPrimary(hasKeys)) ? missingKeyProblem() : writingOffProblem()
    app.failedKeys.refuseAfterMany(request)
    const found = await store.onPrimary((snapshot) => identify(snapshot, token))
    if (found === 'writing_off') throw writingOffProblem()
    if (typeof found === 'string') {
      request.log.warn(
        { ip: request.ip, key: readKey(token)?.id, reason: found },
        'a key was refused'
      )
      app.failedKeys.count(request)
      throw refusedKeyProblem(found)
    }
    if (!includesScope(found.scope, scope)) throw insufficientScopeProblem(found.scope, scope)
    request.key = found
  }
  return { onRequest, compress: false as const }
}

/** The holder of the key of a request to such a route. */
export function keyHolderOf({ key }: FastifyRequest): KeyHolder {
  if (!key) throw new Error('this route does not require a key')
  return key
}

/**
 * The token of the header; undefined if there is none or the scheme is another. Schemes are
 * case-insensitive (RFC 9110 §11.1).
 */
function bearerToken(header = ''): string | undefined {
  return /^Bearer(\s|$)/i.test(header) ? header.slice('Bearer'.length).trim() : undefined
}

/**
 * Finds the holder of a key. Says that a key has expired or was revoked only after its secret has
 * proved right, so that only its holder learns it.
 */
async function identify(snapshot: Snapshot, token: string): Promise<KeyHolder | Refusal> {
  const parts = readKey(token)
  const kept = parts ? await findKey(snapshot, parts.id) : undefined
  const isRight = isSecretOf(kept?.hash, parts?.secret ?? '')
  if (kept && isRight) {
    const state = stateOf(kept, Date.now())
    return state === 'active' ? { id: kept.id, label: kept.label, scope: kept.scope } : state
  }
  return (await hasKeys(snapshot)) ? 'unknown' : 'writing_off'
}

const REFUSALS = {
  unknown:
    'This key does not exist. A key is corridor_, 16 hexadecimal digits, _ and 64 more ' +
    'hexadecimal digits.',
  expired: 'This key has expired.',
  revoked: 'This key was revoked.'
}

function refusedKeyProblem(reason: keyof typeof REFUSALS): Problem {
  return new Problem('invalid_key', REFUSALS[reason], {
    headers: { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` }
  })
}

function missingKeyProblem(): Problem {
  return new Problem(
    'unauthorized',
    'Writing requires a key: send the header `Authorization: Bearer corridor_…`.',
    {
      headers: { 'www-authenticate': CHALLENGE }
    }
  )
}

/** The problem for a key whose scope is not enough. */
export function insufficientScopeProblem(held: KeyScope, needed: KeyScope): Problem {
  return new Problem(
    'insufficient_scope',
    `This requires a key with the scope ${needed}; your key has the scope ${held}.`,
    {
      headers: { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${needed}"` }
    }
  )
}

function writingOffProblem(): Problem {
  return new Problem(
    'writing_off',
    'This service has no keys yet, so nobody can write. Its operator makes one with: ' +
      `${MAKE_ONE}`
  )
}
