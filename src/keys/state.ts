// Whether a key can be used now.
import type { Key } from './queries.ts'

export type KeyState = 'active' | 'expired' | 'revoked'

/** A revoked key stays revoked when it would have expired. `now` in milliseconds. */
export function stateOf(
  { expires, revoked }: Pick<Key, 'expires' | 'revoked'>,
  now: number
): KeyState {
  if (revoked !== null) return 'revoked'
  return expires !== null && Date.parse(expires) <= now ? 'expired' : 'active'
}
