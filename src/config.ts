// The settings of the service. They come from environment variables; a `.env` file beside
// package.json gives those that are not set.
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { z } from 'zod'
import { withoutPassword } from './db/url.ts'
import { splitList } from './settings/forms.ts'
import { checkedSchema, configSchema } from './settings/schema.ts'
import { textTable } from './text-table.ts'

export type Config = Readonly<z.output<typeof configSchema>>
/** Every setting with its default as text and its description: the table in docs/settings.md. */
export const SETTINGS = Object.entries(configSchema.shape).map(([name, schema]) => ({
  name,
  default: String(schema.def.defaultValue),
  description: schema.description ?? ''
}))

/** Thrown for settings that cannot be used. The message is a table of the mistakes. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads and checks the settings. Variables of the environment win over those of the file. */
export function readConfig(environment: NodeJS.ProcessEnv, file = '.env'): Config {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const given = { ...withoutEmpty(fromFile), ...withoutEmpty(environment) }
  const result = checkedSchema.safeParse(given)
  const names = Object.keys(configSchema.shape)
  const unknown = Object.keys(fromFile).filter((name) => !names.includes(name))
  const wrong = [
    ...unknown.map((name) => ({
      name,
      value: fromFile[name] ?? '',
      expected: `no such setting; there are ${names.join(', ')}`
    })),
    ...(result.error?.issues ?? []).map((issue) => ({
      name: String(issue.path[0]),
      value: given[String(issue.path[0])] ?? '',
      expected: issue.message
    }))
  ]
  if (wrong.length > 0 || !result.data) throw new ConfigError(table(wrong))
  return Object.freeze(result.data)
}

/** Treats an empty variable as not set. */
function withoutEmpty(variables: NodeJS.Dict<string>): NodeJS.Dict<string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
}

/** A value as messages may show it: without passwords and keys. */
function showValue(name: string, value: string): string {
  if (name.endsWith('_KEY') || name === 'PURGE_HEADER') return '…'
  // What stands before an @ may be a password, what follows a ? may be a token.
  if (/^(FETCH|PURGE)_/.test(name)) return value.replace(/\/\/.*@/, '//…@').replace(/[?#].*$/, '?…')
  return name.startsWith('DATABASE_') ? splitList(value).map(withoutPassword).join() : value
}

function table(rows: { name: string; value: string; expected: string }[]): string {
  const shown = rows.map(({ name, value, expected }) => [
    `  ${name}`,
    JSON.stringify(showValue(name, value)),
    expected
  ])
  const columns = [{ title: '  setting' }, { title: 'found' }, { title: 'expected' }]
  return `These settings cannot be used:\n${textTable(columns, shown)}`
}
