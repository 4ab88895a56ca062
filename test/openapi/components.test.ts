// The document says each thing once, under a name that a reader understands.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { type Document, documentOf, type JsonSchema } from '../app/operations.ts'
import { buildTestApp } from '../helpers/app.ts'

const COMMITTED = new URL('../../openapi.yaml', import.meta.url)
/**
 * The operations of CSV, the headers and the examples of problems take a tenth of it, each noun
 * that can be written 10 kB. Assessments, series by rule and transformations brought 60 kB,
 * legs, corridors, routes and maps 110 kB, citations 16 kB.
 */
const BYTES_MAX = 676_000

t.test('openapi.yaml stays small', async (t) => {
  const bytes = readFileSync(COMMITTED).byteLength
  t.ok(bytes <= BYTES_MAX, `${bytes} bytes, at most ${BYTES_MAX}`)
})

t.test('names of schemas do not tell which way they go', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  t.same(
    Object.keys(components.schemas).filter((name) => name.endsWith('Input')),
    []
  )
})

t.test('each problem answer stands in the document once', async (t) => {
  const { app } = await buildTestApp(t)
  const { components, paths } = await documentOf(app)
  const writtenOut = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId, responses }) =>
      Object.entries(responses)
        .filter(([status, response]) => Number(status) >= 400 && !('$ref' in response))
        .map(([status]) => `${operationId} ${status}`)
    )
  t.same(writtenOut, [])
  t.same(equalAmong(components.responses), [])
})

t.test('a problem answer has the same name wherever it has the same status', async (t) => {
  const { app } = await buildTestApp(t)
  const { paths } = await documentOf(app)
  const names = new Map<string, Set<string>>()
  for (const { responses } of Object.values(paths).flatMap((methods) => Object.values(methods)))
    for (const [status, response] of Object.entries(responses))
      if ('$ref' in response)
        names.set(
          status,
          (names.get(status) ?? new Set()).add(response.$ref.split('/').at(-1) ?? '')
        )
  t.same(Object.fromEntries([...names].map(([status, found]) => [status, [...found]])), {
    400: ['BadRequest'],
    401: ['Unauthorized'],
    403: ['Forbidden'],
    404: ['NotFound'],
    406: ['NotAcceptable'],
    408: ['RequestTimeout'],
    409: ['Conflict'],
    410: ['Gone'],
    412: ['PreconditionFailed'],
    413: ['ContentTooLarge'],
    415: ['UnsupportedMediaType'],
    422: ['UnprocessableContent'],
    429: ['TooManyRequests'],
    503: ['ServiceUnavailable'],
    507: ['InsufficientStorage']
  })
})

t.test('parameters of several operations are shared', async (t) => {
  const { app } = await buildTestApp(t)
  const { components, paths } = await documentOf(app)
  const inline = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ parameters = [] }) => parameters)
    .filter((parameter) => 'name' in parameter)
  const seen = Map.groupBy(inline, (parameter) => JSON.stringify(parameter))
  t.same(
    [...seen.values()].filter(({ length }) => length > 1).map(([one]) => [one?.name, one?.example]),
    []
  )
  t.same(equalAmong(components.parameters), [])
})

t.test('no two schemas are equal; answers may be, of which each operation has one', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  t.same(equalAmong(components.schemas), [])
  const things = Object.entries(components.schemas).filter(([name]) => !name.endsWith('Answer'))
  const withoutDescriptions = things.map(([name, { description: _, ...schema }]) => [name, schema])
  t.same(equalAmong(Object.fromEntries(withoutDescriptions)), [])
})

t.test('a list of words that schemas share has a name', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  const lists = partsOf(components.schemas).filter(({ schema }) => schema.enum)
  t.same(equalAmong(Object.fromEntries(lists.map(({ where, schema }) => [where, schema.enum]))), [])
})

t.test('each list of words has a name, in schemas and in parameters', async (t) => {
  const { app } = await buildTestApp(t)
  const { components, paths } = await documentOf(app)
  const named = new Set(Object.keys(components.schemas))
  const unnamed = partsOf(components.schemas)
    .filter(({ where, schema }) => schema.enum && !named.has(where))
    .map(({ where }) => where)
  t.same(unnamed, [])
  const parameters = [
    ...Object.values(components.parameters),
    ...Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap((operation) => operation.parameters ?? [])
  ]
  t.same(
    parameters.filter((one) => 'schema' in one && (one.schema.enum ?? one.schema.items?.enum)),
    []
  )
})

t.test('what a field says is not said again of what it may be', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  const doubled = partsOf(components.schemas).filter(({ schema: { description, anyOf = [] } }) =>
    anyOf.some((one) => description !== undefined && one.description === description)
  )
  t.same(
    doubled.map(({ where }) => where),
    []
  )
})

/** The names of things that are the same, each group in one text. */
function equalAmong(things: Record<string, unknown>): string[] {
  const names = Map.groupBy(Object.keys(things), (name) => JSON.stringify(things[name]))
  return [...names.values()].filter(({ length }) => length > 1).map((equal) => equal.join(' = '))
}

/** Every schema in the components, however deep. */
function partsOf(schemas: Document['components']['schemas']): Part[] {
  return Object.entries(schemas).flatMap(([name, schema]) => partsIn(schema, name))
}

type Part = { where: string; schema: JsonSchema }

function partsIn(schema: JsonSchema, where: string): Part[] {
  const { properties = {}, items, anyOf = [], allOf = [] } = schema
  return [
    { where, schema },
    ...Object.entries(properties).flatMap(([name, one]) => partsIn(one, `${where}.${name}`)),
    ...[...anyOf, ...allOf, ...(items ? [items] : [])].flatMap((one, index) =>
      partsIn(one, `${where}[${index}]`)
    )
  ]
}
