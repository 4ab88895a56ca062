// The arguments of `npm run keys`: one of its three commands.
import { readExpiry } from '../../keys/expiry.ts'
import type { KeyScope } from '../../keys/key.ts'
import { KEY_SCOPES } from '../../vocabularies.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand, type Given } from '../shared/command.ts'

export type KeyCommand =
  | { does: 'list' }
  | { does: 'revoke'; id: string }
  | { does: 'create'; label: string; scope: KeyScope; expires: string | null }

const COMMANDS = ['create', 'list', 'revoke'] as const
const LABEL_CHARACTERS_MAX = 100
const OPTIONS = {
  label: {
    value: 'TEXT',
    does: `For create: whose key it is or what for, 1 to ${LABEL_CHARACTERS_MAX} characters.`
  },
  scope: {
    value: 'SCOPE',
    does:
      'For create: import allows imports and single changes of figures, events and sources; ' +
      'admin also allows changes of metrics and entities.'
  },
  expires: {
    value: 'WHEN',
    does:
      'For create: the last day the key works (2027-06-30, UTC), a time from now in hours, days ' +
      'or weeks (12h, 90d, 26w) of at most ten years, or never.'
  }
} as const

export const KEYS = defineCommand({
  script: 'keys',
  does: 'Makes, lists and revokes the keys that writing needs. Without any key nobody can write.',
  usage: [
    'npm run -s keys -- create --label TEXT --scope SCOPE --expires WHEN',
    'npm run -s keys -- list',
    'npm run -s keys -- revoke ID'
  ],
  words: {
    ID:
      'For revoke: the part of the key between its first and second _, which list shows. The ' +
      'whole key works too.'
  },
  options: OPTIONS,
  notes: [
    'create writes the new key to the standard output, once, and everything else to the standard ' +
      'error, so that a script can take the key. Only a hash of the key is kept.',
    'The setting DATABASE_URL names the database. A change holds at once: the service needs no ' +
      'restart.'
  ],
  examples: [
    'KEY=$(npm run -s keys -- create --label "Trade desk" \\\n  --scope import --expires 90d)',
    'npm run -s keys -- revoke 3f9c0a7be2d41856'
  ],
  readArguments: (given): KeyCommand => readKeyCommand(given, Date.now())
})

/** Checks the words of the command. `now` in milliseconds. */
export function readKeyCommand({ values, words }: Given<typeof OPTIONS>, now: number): KeyCommand {
  const [name, ...rest] = words
  const does = COMMANDS.find((one) => one === name)
  // An unknown word is not repeated in the message: it may be a key.
  if (!does) {
    const found = name === undefined ? 'There is no command' : 'There is no such command'
    throw new ArgumentError(`${found}: name create, list or revoke.`)
  }
  if (does === 'create') {
    refuseWords('create takes options only.', rest)
    return {
      does,
      label: readLabel(values.label),
      scope: readScope(values.scope),
      expires: readExpires(values.expires, now)
    }
  }
  const option = Object.entries(values).find(([, value]) => value !== undefined)
  if (option) throw new ArgumentError(`${does} takes no --${option[0]}.`)
  if (does === 'revoke') return { does, id: readId(rest) }
  refuseWords('list takes nothing more.', rest)
  return { does }
}

function refuseWords(message: string, words: readonly string[]): void {
  if (words.length > 0) throw new ArgumentError(message)
}

function readId([id, ...more]: readonly string[]): string {
  if (!id) throw new ArgumentError('revoke takes the id of a key; list shows the ids.')
  refuseWords('revoke takes one id.', more)
  return id
}

function readLabel(label: string | undefined): string {
  const text = label?.trim() ?? ''
  if (text === '')
    throw new ArgumentError(
      `--label is missing: whose key it is or what for, 1 to ${LABEL_CHARACTERS_MAX} characters.`
    )
  const { length } = [...text]
  if (length > LABEL_CHARACTERS_MAX)
    throw new ArgumentError(`--label takes ${LABEL_CHARACTERS_MAX} characters, not ${length}.`)
  if (/\p{C}/u.test(text)) throw new ArgumentError('--label holds control characters.')
  return text
}

function readScope(scope: string | undefined): KeyScope {
  const known = KEY_SCOPES.find((one) => one === scope)
  if (known) return known
  const found = scope === undefined ? '--scope is missing' : `--scope cannot be ${quote(scope)}`
  throw new ArgumentError(`${found}: ${KEY_SCOPES.join(' or ')}.`)
}

function readExpires(text: string | undefined, now: number): string | null {
  const allowed =
    'a date to come such as 2027-06-30, a time from now such as 90d, 12h or 26w of at most ' +
    'ten years, or never'
  if (text === undefined) throw new ArgumentError(`--expires is missing: ${allowed}.`)
  const expires = readExpiry(text, now)
  if (expires === undefined)
    throw new ArgumentError(`--expires cannot be ${quote(text)}: ${allowed}.`)
  return expires
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
