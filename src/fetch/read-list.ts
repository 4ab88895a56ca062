// Reads the file that lists what to keep fresh, in YAML or JSON.
import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { nearest } from '../identifiers/nearest.ts'
import { type Entry, entrySchema } from './entry.ts'

const ENTRIES_MAX = 200
const SHOWN_MAX = 20

const listSchema = z.strictObject({ fetch: z.array(entrySchema).max(ENTRIES_MAX) })

/** Thrown for a file that cannot be used; each line of the message is a place in it. */
export class ListError extends Error {
  // The name makes commands end with the exit code of wrong settings.
  override name = 'ConfigError'

  constructor(file: string, issues: readonly string[]) {
    const more = issues.length > SHOWN_MAX ? [`  and ${issues.length - SHOWN_MAX} more`] : []
    const shown = issues.slice(0, SHOWN_MAX).map((issue) => `  ${issue}`)
    super([`${file} cannot be used:`, ...shown, ...more].join('\n'))
  }
}

/** An entry with the line on which it begins. */
export type ListedEntry = Entry & { line: number }

/** Reads the file. Throws a {@link ListError}. */
export function readList(file: string): ListedEntry[] {
  const lines = new LineCounter()
  const document = parseDocument(readText(file), { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0)
    throw new ListError(
      file,
      document.errors.map(({ message }) => message.split('\n')[0] ?? message)
    )
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node: unknown = document.getIn([...path], true)
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
    if (Array.isArray(range)) return lines.linePos(Number(range[0])).line
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1
  }
  const { data, error } = listSchema.safeParse(document.toJS({ maxAliasCount: 0 }))
  if (error)
    throw new ListError(
      file,
      error.issues.map(
        (issue) =>
          `line ${lineOf(issue.path)}, ${issue.path.map(String).join('.') || '(all)'}: ` +
          `${issue.message}${suggestField(issue)}`
      )
    )
  return data.fetch.map((entry, index) => ({ ...entry, line: lineOf(['fetch', index]) }))
}

/** The fields that unknown ones may mean. */
function suggestField(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return ''
  const fields = issue.path.length === 0 ? listSchema.shape : entrySchema.shape
  const near = issue.keys.flatMap((key) => nearest(key, Object.keys(fields))[0] ?? [])
  return near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new ListError(file, ['there is no such file'])
    throw error
  }
}

/** What is wrong with names that several entries have. */
export function namedTwice(entries: readonly ListedEntry[]): string[] {
  const seen = new Map<string, number>()
  return entries.flatMap(({ name, line }) => {
    const other = seen.get(name)
    if (other === undefined) seen.set(name, line)
    return other === undefined ? [] : [`line ${line}: the name ${name} stands on line ${other} too`]
  })
}
