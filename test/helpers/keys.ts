import type { Store } from '../../src/db/store.ts'
import { hashOf, keyText, makeKey } from '../../src/keys/key.ts'
import { insertKey, type StoredKey } from '../../src/keys/queries.ts'

/** Makes a key like the command: its id, its secret, and the header that sends it. */
export async function giveKey(store: Store, row: Partial<StoredKey> = {}) {
  const { id, secret } = makeKey()
  const kept: StoredKey = {
    id,
    label: 'Trade desk',
    scope: 'import',
    hash: hashOf(secret),
    created: '2026-11-23T00:00:00.000Z',
    expires: null,
    revoked: null,
    ...row
  }
  await store.transaction((snapshot) => insertKey(snapshot, kept))
  const text = keyText({ id: kept.id, secret })
  return { id: kept.id, secret, text, headers: { authorization: `Bearer ${text}` } }
}
