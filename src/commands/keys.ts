// `npm run keys`: makes, lists and revokes keys, on the database of the settings.

import type { Store } from '../db/store.ts'
import { nearest } from '../identifiers/nearest.ts'
import { hashOf, keyText, makeKey, readKey } from '../keys/key.ts'
import {
  findKey,
  insertKey,
  KEYS_LISTED_MAX,
  type Key,
  listKeys,
  revokeKey
} from '../keys/queries.ts'
import { stateOf } from '../keys/state.ts'
import { ArgumentError, type KeyCommand, readArguments, USAGE } from './keys-arguments.ts'
import { runOnDatabase } from './run-on-database.ts'

const command = commandOf(process.argv.slice(2))
if (command.does === 'help') console.log(USAGE)
else await runOnDatabase((store) => run(store, command))

function commandOf(words: string[]): KeyCommand {
  try {
    return readArguments(words)
  } catch (error) {
    console.error(error instanceof ArgumentError ? `${error.message}\n\n${USAGE}` : error)
    process.exit(error instanceof ArgumentError ? 78 : 1)
  }
}

function run(store: Store, command: Exclude<KeyCommand, { does: 'help' }>): Promise<string> {
  if (command.does === 'create') return create(store, command)
  if (command.does === 'revoke') return revoke(store, command.id)
  return list(store)
}

async function create(
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
    'It is shown this once and cannot be had again: only its hash is kept. Send it as the ' +
      'header Authorization: Bearer KEY'
  )
  return keyText(parts)
}

async function list(store: Store): Promise<string> {
  const keys = await store.onPrimary(listKeys)
  if (keys.length === 0)
    return 'There are no keys: nobody can write. npm run keys -- help says how to make one.'
  const rows = keys.map((key) => [
    key.id,
    stateOf(key, Date.now()),
    key.scope,
    key.created,
    key.expires ?? 'never',
    key.revoked ?? '',
    key.label
  ])
  const shown = [['id', 'state', 'scope', 'created', 'expires', 'revoked', 'label'], ...rows]
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0))
  )
  const lines = shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
  return [
    ...lines,
    ...(keys.length === KEYS_LISTED_MAX ? [`Only the oldest ${KEYS_LISTED_MAX} are listed.`] : [])
  ].join('\n')
}

/**
 * Takes a whole key as well: whoever finds one that has leaked has nothing else. Its secret is not
 * repeated.
 */
function revoke(store: Store, text: string): Promise<string> {
  const id = readKey(text)?.id ?? text
  return store.transaction(async (snapshot) => {
    const key = await findKey(snapshot, id)
    if (!key) throw new Error(unknown(id, await listKeys(snapshot)))
    if (key.revoked !== null)
      return `The key ${id} (${key.label}) is revoked already, since ${key.revoked}.`
    await revokeKey(snapshot, id, new Date().toISOString())
    return `Revoked the key ${id} (${key.label}). It is refused from now on.`
  })
}

function unknown(id: string, keys: Key[]): string {
  const near = nearest(
    id,
    keys.map((key) => key.id)
  )
  const hint =
    near.length > 0
      ? ` Near ones: ${near.join(', ')}.`
      : ' npm run keys -- list shows the keys there are.'
  return `No key has the id ${JSON.stringify(id.slice(0, 100))}.${hint}`
}
