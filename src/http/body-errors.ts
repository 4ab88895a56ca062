// Says what is wrong with a JSON body, field by field, with the names that the client wrote.
import { z } from 'zod'
import { NumberText } from '../exact-json.ts'
import { EXACT } from '../numbers/decimals.ts'
import { jsonPointer } from './json-pointer.ts'
import { SHOWN } from './limits.ts'
import { Problem, type ProblemError } from './problems.ts'

/** An issue as zod reports it. */
export type BodyIssue = {
  code: string
  path: readonly PropertyKey[]
  message: string
  expected?: string
  values?: unknown[]
  keys?: string[]
}

const WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object'
}

/**
 * The problem of a body with wrong values. `total` is the number of errors, if not all are shown;
 * `remark` is a sentence after the first of them.
 */
export function bodyProblem(
  errors: ProblemError[],
  total = errors.length,
  remark?: string
): Problem {
  const [first] = errors
  const more = total > 1 ? ` (and ${total - 1} more)` : ''
  const said = `${first?.pointer}: ${first?.message}${more}`
  return new Problem('invalid_body', remark ? `${said} ${remark}` : said, { errors })
}

/** Turns the issues of a schema into errors; unknown fields come last. */
export function bodyErrors(
  schema: z.ZodType,
  body: unknown,
  issues: readonly BodyIssue[]
): ProblemError[] {
  const isUnknown = ({ code }: BodyIssue) => code === 'unrecognized_keys'
  return [
    ...issues.filter((issue) => !isUnknown(issue)).map((issue) => errorOf(schema, body, issue)),
    ...issues.filter(isUnknown).flatMap((issue) => unknownFields(schema, issue))
  ]
}

function errorOf(schema: z.ZodType, body: unknown, issue: BodyIssue): ProblemError {
  const { path } = issue
  const pointer = jsonPointer('/body', path)
  const found = valueAt(body, path)
  const allowed = allowedIn(schemaAt(schema, path), issue, found)
  if (allowed.length === 0) return { pointer, message: issue.message, allowed }
  const taken =
    issue.code === 'invalid_value' ? `one of ${allowed.join(', ')}` : allowed.join(' or ')
  const isMissing = found === undefined && path.length > 0
  return {
    pointer,
    message: isMissing
      ? `This field is required: ${taken}.`
      : `Expected ${taken}, found ${showValue(found)}.`,
    allowed
  }
}

function allowedIn(
  field: z.ZodType | undefined,
  { code, expected = '', values }: BodyIssue,
  found: unknown
): string[] {
  const orNull = field?.safeParse(null).success ? ['null'] : []
  if (code === 'invalid_value') return [...(values ?? []).map(String), ...orNull]
  if (code !== 'invalid_type') return []
  const isInexact = expected === 'number' && found instanceof NumberText
  return [isInexact ? EXACT : (WORDS[expected] ?? expected), ...orNull]
}

function unknownFields(schema: z.ZodType, { path, keys = [] }: BodyIssue): ProblemError[] {
  const allowed = Object.keys(shapeOf(schemaAt(schema, path))).sort()
  return keys.slice(0, SHOWN.unknownNames).map((key) => ({
    pointer: jsonPointer('/body', [...path, key]),
    message: `There is no field of this name here; the fields are ${allowed.join(', ')}.`,
    allowed
  }))
}

function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let found: z.ZodType | undefined = schema
  for (const name of path)
    found = isList(found) ? (found.element as z.ZodType) : shapeOf(found)[String(name)]
  return found
}

function isList(schema: unknown): schema is z.ZodArray {
  return schema instanceof z.ZodArray
}

function shapeOf(schema: unknown): Record<string, z.ZodType> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return shapeOf(schema.unwrap())
  if (schema instanceof z.ZodObject) return schema.shape
  return {}
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let found = body
  for (const name of path)
    found = (found as Record<PropertyKey, unknown> | null | undefined)?.[name]
  return found
}

function showValue(value: unknown): string {
  const text =
    value === undefined
      ? 'nothing'
      : value instanceof NumberText
        ? value.text
        : JSON.stringify(value)
  return text.length > SHOWN.nameCharacters ? `${text.slice(0, SHOWN.nameCharacters)}…` : text
}
