// The arguments of `npm run keys`: one of its commands, or a text that teaches.
import { parseArgs } from 'node:util'
import { readExpiry } from '../keys/expiry.ts'
import type { KeyScope } from '../keys/key.ts'
import { KEY_SCOPES } from '../vocabularies.ts'

export const USAGE = `Makes, lists and revokes the keys that writing takes. Without any key nobody can write.

  npm run -s keys -- create --label TEXT --scope SCOPE --expires WHEN
  npm run -s keys -- list
  npm run -s keys -- revoke ID

  --label TEXT     whose key it is or what for, 1 to 100 characters
  --scope SCOPE    import: imports and single changes; admin: also changes of what figures refer to
  --expires WHEN   a date, which is the last day it works (2027-06-30, UTC), a time from now (90d, 12h, 26w), or never
  ID               what stands between the first and the second _ of a key, and in the list

A new key goes to the standard output, once, and everything else about it to the standard error, so that scripts can take it:

  KEY=$(npm run -s keys -- create --label "Trade desk" --scope import --expires 90d)

The database is that of DATABASE_URL. What was made or revoked holds at once; the service need not be started again.
Exit codes: 0 done, 1 not done, 78 wrong arguments.`

/** Thrown for arguments that cannot be used. */
export class ArgumentError extends Error {
  override name = 'ArgumentError'
}

export type KeyCommand =
  | { does: 'help' }
  | { does: 'list' }
  | { does: 'revoke'; id: string }
  | { does: 'create'; label: string; scope: KeyScope; expires: string | null }

const COMMANDS = ['create', 'list', 'revoke', 'help'] as const
const LABEL_CHARACTERS_MAX = 100
const OPTIONS = {
  label: { type: 'string' },
  scope: { type: 'string' },
  expires: { type: 'string' },
  help: { type: 'boolean', short: 'h' }
} as const

/** Reads and checks the arguments of the command. */
export function readArguments(words: string[], now = Date.now()): KeyCommand {
  const { values, positionals } = parse(words)
  const [name = 'help', ...rest] = positionals
  const does = COMMANDS.find((one) => one === name)
  if (!does)
    throw new ArgumentError(
      `There is no command ${quoted(name)}; there are ${COMMANDS.join(', ')}.`
    )
  if (values.help || does === 'help') return { does: 'help' }
  if (does === 'revoke') return { does, id: onlyId(rest) }
  const [extra] = rest
  if (extra !== undefined) throw new ArgumentError(`${does} takes no ${quoted(extra)}.`)
  if (does === 'list') return { does }
  return {
    does,
    label: readLabel(values.label),
    scope: readScope(values.scope),
    expires: readExpires(values.expires, now)
  }
}

function parse(words: string[]) {
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const names = Object.keys(OPTIONS).map((name) => `--${name}`)
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new ArgumentError(`There are only ${names.join(', ')}; npm needs -- before the first.`)
    throw new ArgumentError(`${message.split(/\.?\n/)[0]}.`)
  }
}

function onlyId(words: string[]): string {
  const [id, ...more] = words
  if (id === undefined) throw new ArgumentError('revoke takes the id of a key; list shows them.')
  if (more.length > 0) throw new ArgumentError('revoke takes one id.')
  return id
}

function readLabel(label: string | undefined): string {
  const text = label?.trim() ?? ''
  if (text === '')
    throw new ArgumentError('--label is missing: whose key it is or what for, 1 to 100 characters.')
  const { length } = [...text]
  if (length > LABEL_CHARACTERS_MAX)
    throw new ArgumentError(
      `--label has ${length} characters, ${LABEL_CHARACTERS_MAX} are allowed.`
    )
  if (/\p{C}/u.test(text)) throw new ArgumentError('--label holds control characters.')
  return text
}

function readScope(scope: string | undefined): KeyScope {
  const known = KEY_SCOPES.find((one) => one === scope)
  if (known) return known
  const found = scope === undefined ? '--scope is missing' : `--scope cannot be ${quoted(scope)}`
  throw new ArgumentError(`${found}: ${KEY_SCOPES.join(' or ')}.`)
}

function readExpires(text: string | undefined, now: number): string | null {
  const allowed =
    'a date to come such as 2027-06-30, a time from now such as 90d, 12h or 26w of at most ' +
    'ten years, or never'
  if (text === undefined) throw new ArgumentError(`--expires is missing: ${allowed}.`)
  const expires = readExpiry(text, now)
  if (expires === undefined)
    throw new ArgumentError(`--expires cannot be ${quoted(text)}: ${allowed}.`)
  return expires
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
