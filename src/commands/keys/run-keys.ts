import type { Store } from '../../db/store.ts'
import { nearest } from '../../identifiers/nearest.ts'
import { hashOf, keyText, makeKey, readKey, withoutKeys } from '../../keys/key.ts'
import {
  type ApiKey,
  findKey,
  insertKey,
  KEYS_LISTED_MAX,
  listKeys,
  revokeKey
} from '../../keys/queries.ts'
import { stateOf } from '../../keys/state.ts'
import { textTable } from '../../text-table.ts'
import { onDatabase } from '../shared/on-database.ts'
import type { KeyCommand } from './arguments.ts'

/** Makes, lists or revokes keys in the database of the settings. */
export function runKeys(command: KeyCommand): Promise<string> {
  return onDatabase((store) => {
    if (command.does === 'create') return createKey(store, command)
    if (command.does === 'revoke') return revoke(store, command.id)
    return showKeys(store)
  })
}

async function createKey(
  store: Store,
  { label, scope, expires }: Extract<KeyCommand, { does: 'create' }>
): Promise<string> {
  const parts = makeKey()
  const key = {
    id: parts.id,
    label,
    scope,
    hash: hashOf(parts.secret),
    created: new Date().toISOString(),
    expires,
    revoked: null
  }
  await store.transaction((snapshot) => insertKey(snapshot, key))
  console.error(
    `Made the key ${key.id} (${label}), scope ${scope}, ` +
      `${expires ? `until ${expires}` : 'without an end'}.`
  )
  console.error(
    'The key is shown once and cannot be shown again: only its hash is kept. Send it as the ' +
      'header Authorization: Bearer KEY'
  )
  return keyText(parts)
}

async function showKeys(store: Store): Promise<string> {
  const keys = await store.onPrimary(listKeys)
  if (keys.length === 0)
    return 'There are no keys: nobody can write. npm run keys -- --help says how to make one.'
  const titles = ['id', 'state', 'scope', 'created', 'expires', 'revoked', 'label']
  const table = textTable(
    titles.map((title) => ({ title })),
    keys.map((key) => [
      key.id,
      stateOf(key, Date.now()),
      key.scope,
      key.created,
      key.expires ?? 'never',
      key.revoked ?? '',
      key.label
    ])
  )
  const isCut = keys.length === KEYS_LISTED_MAX
  return isCut ? `${table}\nOnly the oldest ${KEYS_LISTED_MAX} are listed.` : table
}

/**
 * Also accepts a whole key, because somebody who finds a leaked key has nothing else. The secret is
 * never printed.
 */
function revoke(store: Store, text: string): Promise<string> {
  const id = readKey(text)?.id ?? text
  return store.transaction(async (snapshot) => {
    const key = await findKey(snapshot, id)
    if (!key) throw new Error(explainUnknown(id, await listKeys(snapshot)))
    if (key.revoked !== null)
      return `The key ${id} (${key.label}) is revoked already, since ${key.revoked}.`
    await revokeKey(snapshot, id, new Date().toISOString())
    return `Revoked the key ${id} (${key.label}). It is refused from now on.`
  })
}

function explainUnknown(id: string, keys: readonly ApiKey[]): string {
  const ids = keys.map((key) => key.id)
  const near = nearest(id, ids)
  const hint =
    near.length > 0 ? `Similar ids: ${near.join(', ')}.` : 'npm run keys -- list shows all keys.'
  // A key that is not complete still has most of its secret.
  return `No key has the id ${JSON.stringify(withoutKeys(id).slice(0, 100))}. ${hint}`
}
