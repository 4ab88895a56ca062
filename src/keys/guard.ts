// Who may write: the check of the key that stands before every route which changes something.
// Reading needs none.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { Problem } from '../http/problems.ts'
import { countFailedKeys } from './failed-keys.ts'
import { includesScope, isSecretOf, type KeyScope, readKey } from './key.ts'
import { findKey, hasKeys } from './queries.ts'
import { stateOf } from './state.ts'

/** Whose key a request came with. */
export type KeyHolder = { id: string; label: string; scope: KeyScope }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by {@link requireKey}; read it by {@link keyHolderOf}. */
    key: KeyHolder | null
  }
}

const CHALLENGE = 'Bearer realm="corridor-metrics"'
const MAKE_ONE = 'npm run keys -- create --label "…" --scope import --expires 90d'
type Refusal = 'writing_off' | 'unknown' | 'expired' | 'revoked'

/**
 * Lets requests carry the holder of their key; call it after the limits on load and before any
 * route.
 */
export function acceptKeys(app: FastifyInstance): void {
  app.decorateRequest('key', null)
  countFailedKeys(app)
}

/**
 * What a route needs that changes something: spread it into the options of the route. The key is
 * checked before anything of the body is read. Answers are not compressed: whoever sees the length
 * of a compressed answer can guess what is in it (BREACH).
 */
export function requireKey(app: FastifyInstance, store: Store, { scope }: { scope: KeyScope }) {
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const token = bearerToken(request.headers.authorization)
    if (token === undefined) throw (await store.onPrimary(hasKeys)) ? missing() : writingOff()
    await app.failedKeys.refuseAfterMany(request)
    const found = await store.onPrimary((snapshot) => identify(snapshot, token))
    if (found === 'writing_off') throw writingOff()
    if (typeof found === 'string') {
      request.log.warn(
        { ip: request.ip, key: readKey(token)?.id, reason: found },
        'a key was refused'
      )
      await app.failedKeys.count(request)
      throw refused(found)
    }
    if (!includesScope(found.scope, scope)) throw insufficientScope(found.scope, scope)
    request.key = found
  }
  return { onRequest, compress: false as const }
}

/** Whose key a guarded request came with. */
export function keyHolderOf({ key }: FastifyRequest): KeyHolder {
  if (!key) throw new Error('this route asks for no key')
  return key
}

/** Undefined where there is none, or another scheme; schemes have no case (RFC 9110 §11.1). */
function bearerToken(header = ''): string | undefined {
  return /^Bearer(\s|$)/i.test(header) ? header.slice('Bearer'.length).trim() : undefined
}

/**
 * That a key has expired or is revoked is told to its holder only: not before the secret is known
 * to be right.
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
    'There is no such key. A key looks like corridor_ and 16 hexadecimal digits, then _ and ' +
    '64 more.',
  expired: 'This key has expired.',
  revoked: 'This key was revoked.'
}

function refused(reason: keyof typeof REFUSALS): Problem {
  return new Problem('invalid_key', REFUSALS[reason], {
    headers: { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` }
  })
}

function missing(): Problem {
  return new Problem(
    'unauthorized',
    'Writing takes a key: send the header `Authorization: Bearer corridor_…`.',
    {
      headers: { 'www-authenticate': CHALLENGE }
    }
  )
}

/** What to say to a key that may do less than this takes. */
export function insufficientScope(held: KeyScope, needed: KeyScope): Problem {
  return new Problem(
    'insufficient_scope',
    `This takes a key of the scope ${needed}; yours has the scope ${held}.`,
    {
      headers: { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${needed}"` }
    }
  )
}

function writingOff(): Problem {
  return new Problem(
    'writing_off',
    'No key was ever made for this service, so nobody can write. Whoever runs it makes one: ' +
      `${MAKE_ONE}`
  )
}
