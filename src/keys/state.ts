import type { ApiKey } from './queries.ts'

export type KeyState = 'active' | 'expired' | 'revoked'

/**
 * The state of a key. A revoked key stays revoked, even after its expiry. `now` is in milliseconds.
 */
export function stateOf(
  { expires, revoked }: Pick<ApiKey, 'expires' | 'revoked'>,
  now: number
): KeyState {
  if (revoked !== null) return 'revoked'
  return expires !== null && Date.parse(expires) <= now ? 'expired' : 'active'
}
