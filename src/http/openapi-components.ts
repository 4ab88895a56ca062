// Shares parts of the OpenAPI document under a name: the problem answers, the parameters of several
// operations, and the schemas.
import { isDeepStrictEqual } from 'node:util'

type Parameter = { name: string; schema: { component?: string; type?: string } }
type Operation = { parameters?: object[]; responses: Components }
type Components = Record<string, object>
export type OpenApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Components; responses?: Components; parameters?: Components }
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
  for (const operation of operations)
    if (operation.parameters) operation.parameters = operation.parameters.map(sayStyle)
  const responses = shareProblems(operations)
  const parameters = shareParameters(operations)
  return { ...document, components: { ...document.components, responses, parameters } }
}

/**
 * Zod emits each component twice, for input and output. Removes the components that nothing refers
 * to.
 */
function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const schemas = { ...document.components.schemas }
  const components = { ...document.components, schemas }
  for (;;) {
    const text = JSON.stringify({ ...document, components })
    const unused = Object.keys(schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`)
    )
    if (unused.length === 0) return { ...document, components }
    for (const name of unused) delete schemas[name]
  }
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
  const schemas: Components = {}
  for (const [made, schema] of Object.entries(renamed.components.schemas)) {
    const name = made.replace(/Input$/, '')
    if (refer('schemas', schemas, name, schema) === schema)
      throw new Error(`${name} differs between requests and answers; it needs two names`)
  }
  return { ...renamed, components: { ...renamed.components, schemas } }
}

/**
 * Says that lists repeat their name, because most generated clients send that. Commas work as well.
 */
function sayStyle(parameter: object): object {
  const isList = (parameter as Parameter).schema.type === 'array'
  return isList ? { ...parameter, style: 'form', explode: true } : parameter
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
 * Replaces the parameters of several operations by references, and returns the shared parameters. A
 * parameter is named by `component` in its schema, or else by its own name. If two parameters have
 * the same name, the one with more uses is shared.
 */
function shareParameters(operations: readonly Operation[]): Components {
  const uses = new Map<string, number>()
  for (const text of operations.flatMap(({ parameters = [] }) => parameters.map(textOf)))
    uses.set(text, (uses.get(text) ?? 0) + 1)
  const shared: Components = {}
  const documented = new Map<string, object>()
  for (const [text, count] of [...uses].sort(([, a], [, b]) => b - a)) {
    const parameter = JSON.parse(text) as Parameter
    const { component = inPascalCase(parameter.name), ...schema } = parameter.schema
    const plain = { ...parameter, schema }
    documented.set(text, count > 1 ? refer('parameters', shared, component, plain) : plain)
  }
  for (const operation of operations)
    if (operation.parameters)
      operation.parameters = operation.parameters.map((one) => documented.get(textOf(one)) ?? one)
  return sortedByName(shared)
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

/** `IfMatch` for `if-match`, `AsOf` for `as_of`. */
function inPascalCase(name: string): string {
  return name.replaceAll(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function sortedByName(things: Components): Components {
  return Object.fromEntries(Object.entries(things).sort(([a], [b]) => (a < b ? -1 : 1)))
}
