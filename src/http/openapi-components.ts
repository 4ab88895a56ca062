// Shares parts of the OpenAPI document under a name: the problem answers, the parameters of several
// operations, and the schemas.
import { isDeepStrictEqual } from 'node:util'
import {
  inPascalCase,
  nameEnumsOfParameter,
  nameEnumsOfSchemas,
  type Schema
} from './openapi-enums.ts'
import { HEADERS } from './openapi-headers.ts'
import { describeParameter } from './openapi-parameters.ts'
import { type DescribedResponse, describeAnswers } from './openapi-transform.ts'

type Parameter = {
  name: string
  in: string
  required?: boolean
  schema: { component?: string }
}
type Operation = {
  operationId: string
  parameters?: object[]
  responses: Record<string, DescribedResponse>
}
type Components = Record<string, object>
export type OpenApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    responses?: Components
    parameters?: Components
    headers?: Components
  }
}

/** The names of problem answers. They are the names of the statuses in RFC 9110 and RFC 4918. */
const PROBLEM_NAMES: Record<string, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  406: 'NotAcceptable',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
  507: 'InsufficientStorage'
}

/** Rewrites the document of the type provider, so that it describes each thing once. */
export function sayOnce(made: OpenApiDocument): OpenApiDocument {
  const document = mergeDirections(withoutUnused(made))
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  const schemas = { ...document.components.schemas }
  nameEnumsOfSchemas(schemas)
  for (const operation of operations) describeAnswers(operation)
  for (const operation of operations)
    if (operation.parameters) operation.parameters = operation.parameters.map(describeParameter)
  const responses = shareProblems(operations)
  const parameters = shareParameters(operations, schemas)
  const components = { ...document.components, schemas, responses, parameters, headers: HEADERS }
  return { ...document, components }
}

/**
 * Zod emits each component twice, for input and output. Removes the components that nothing refers
 * to.
 */
function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const { schemas, ...others } = document.components
  const used = new Set<string>()
  const found = schemasNamedIn({ ...document, components: others })
  for (const name of found) {
    if (used.has(name)) continue
    used.add(name)
    found.push(...schemasNamedIn(schemas[name]))
  }
  const kept = Object.entries(schemas).filter(([name]) => used.has(name))
  return { ...document, components: { ...others, schemas: Object.fromEntries(kept) } }
}

/** The names of the schemas that a part of the document refers to. */
function schemasNamedIn(part: object | undefined): string[] {
  const references = JSON.stringify(part ?? {}).matchAll(/"#\/components\/schemas\/(\w+)"/g)
  return [...references].map(([, name]) => String(name))
}

/**
 * The type provider adds `Input` to the names of schemas in requests. Removes that ending; a schema
 * must then be the same in requests and in answers.
 */
function mergeDirections(document: OpenApiDocument): OpenApiDocument {
  const text = JSON.stringify(document).replaceAll(
    /"(#\/components\/schemas\/\w+)Input"/g,
    (_, reference: string) => `"${reference}"`
  )
  const renamed = JSON.parse(text) as OpenApiDocument
  const schemas: Record<string, Schema> = {}
  for (const [made, schema] of Object.entries(renamed.components.schemas)) {
    const name = made.replace(/Input$/, '')
    if (refer('schemas', schemas, name, schema) === schema)
      throw new Error(`${name} differs between requests and answers; it needs two names`)
  }
  return { ...renamed, components: { ...renamed.components, schemas } }
}

/** Replaces the problem answers of the operations by references, and returns the shared answers. */
function shareProblems(operations: readonly Operation[]): Components {
  const shared: Components = {}
  for (const { responses } of operations)
    for (const [status, response] of Object.entries(responses)) {
      const name = PROBLEM_NAMES[status]
      if (name !== undefined) responses[status] = refer('responses', shared, name, response)
    }
  return sortedByName(shared)
}

/**
 * Replaces the parameters of several operations by references, and returns the shared parameters.
 * Those of the path come first. A parameter is named by `component` in its schema, or else by its
 * own name. If two parameters have the same name, the one with more uses has it, and the other one
 * also gets the name of its operation. GeoJSON does not count, so that names stay as they were when
 * another list gets it.
 */
function shareParameters(
  operations: readonly Operation[],
  schemas: Record<string, Schema>
): Components {
  const uses = new Map<string, Operation[]>()
  for (const operation of operations)
    for (const text of (operation.parameters ?? []).map(textOf))
      uses.set(text, [...(uses.get(text) ?? []), operation])
  const shared: Components = {}
  const documented = new Map<string, object>()
  for (const [text, users] of [...uses].sort(([, a], [, b]) => weightOf(b) - weightOf(a))) {
    const parameter = JSON.parse(text) as Parameter
    const { component = inPascalCase(parameter.name), ...schema } = parameter.schema
    const name =
      component in shared ? `${inPascalCase(users[0]?.operationId ?? '')}${component}` : component
    const plain = { ...parameter, schema }
    nameEnumsOfParameter(schemas, name, plain)
    documented.set(text, users.length > 1 ? refer('parameters', shared, name, plain) : plain)
  }
  for (const operation of operations)
    if (operation.parameters)
      operation.parameters = operation.parameters
        .toSorted((a, b) => placeOf(a as Parameter) - placeOf(b as Parameter))
        .map((one) => documented.get(textOf(one)) ?? one)
  return sortedByName(shared)
}

function weightOf(users: readonly Operation[]): number {
  return users.filter(({ operationId }) => !operationId.endsWith('GeoJson')).length
}

const PLACES = ['path', 'query', 'header']

/** Required parameters, which are those of the path before all, come before the others. */
function placeOf({ in: place, required }: Parameter): number {
  return PLACES.indexOf(place) * 2 + (required ? 0 : 1)
}

/**
 * Shares a thing under a name and returns the reference to it. If the name already belongs to
 * another thing, returns the thing itself.
 */
function refer(
  kind: keyof OpenApiDocument['components'],
  shared: Components,
  name: string,
  thing: object
): object {
  const known = shared[name]
  if (known && !isDeepStrictEqual(known, thing)) return thing
  shared[name] = thing
  return { $ref: `#/components/${kind}/${name}` }
}

function textOf(thing: object): string {
  return JSON.stringify(thing)
}

function sortedByName(things: Components): Components {
  return Object.fromEntries(Object.entries(things).sort(([a], [b]) => (a < b ? -1 : 1)))
}
