// Reads a mapping from its JSON text, and says where it is wrong.
import type { z } from 'zod'
import { type ExactJson, readExact } from '../exact-json.ts'
import { JsonError } from '../json-error.ts'
import { checkMapping, type MappingIssue } from './check-mapping.ts'
import { type Mapping, mappingSchema } from './schema.ts'

const ISSUES_SHOWN = 20

/** Thrown for a mapping that cannot be used; `issues` has the JSON pointers. */
export class BadMapping extends Error {
  override name = 'BadMapping'
  readonly issues: readonly MappingIssue[]

  constructor(name: string, issues: readonly MappingIssue[]) {
    const shown = issues
      .slice(0, ISSUES_SHOWN)
      .map(({ pointer, message }) => `  ${pointer || 'the whole'}: ${message}`)
    const more = issues.length > ISSUES_SHOWN ? [`  and ${issues.length - ISSUES_SHOWN} more`] : []
    super(`The mapping ${name} cannot be used.\n${[...shown, ...more].join('\n')}`)
    this.issues = issues
  }
}

/** The mapping of a JSON text. Throws a {@link BadMapping}. */
export function readMapping(name: string, text: string): Mapping {
  const { value, repeated } = readJson(name, text)
  const twice = repeated.map((path) => ({
    pointer: `/${path.join('/')}`,
    message: 'this key occurs twice: two columns for one field'
  }))
  if (twice.length > 0) throw new BadMapping(name, twice)
  const { success, data, error } = mappingSchema.safeParse(value)
  if (!success) throw new BadMapping(name, error.issues.flatMap(issuesOf))
  const issues = checkMapping(data)
  if (issues.length > 0) throw new BadMapping(name, issues)
  return data
}

function readJson(name: string, text: string): ExactJson {
  try {
    return readExact(text, { isKept: () => true })
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw new BadMapping(name, [
      { pointer: '', message: `valid JSON is expected: ${error.message}` }
    ])
  }
}

function issuesOf({ path, message, ...issue }: z.core.$ZodIssue): MappingIssue[] {
  const pointer = path.map((part) => `/${String(part)}`).join('')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${key}`,
      message: 'there is no such field'
    }))
  return [{ pointer, message }]
}
