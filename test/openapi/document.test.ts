// Rules that the OpenAPI document keeps, over every operation, parameter and field.
import { readFileSync } from 'node:fs'
import t from 'tap'
import { KEY_SECURITY } from '../../src/http/openapi.ts'
import { renderOpenapi } from '../../src/pages/openapi.ts'
import {
  absolute,
  type Document,
  documentOf,
  type JsonSchema,
  operationsIn,
  operationsOf,
  readsOf,
  validatorOf
} from '../app/operations.ts'
import { referred } from '../app/references.ts'
import { buildTestApp } from '../helpers/app.ts'
import { testEvery } from '../helpers/test-every.ts'

const COMMITTED = new URL('../../openapi.yaml', import.meta.url)
const WITHOUT_EXAMPLE = [
  ...['cursor', 'fields', 'index_base', 'percent_of', 'currency', 'aggregate'],
  // They stand in place of another parameter.
  ...['checkFigure', 'checkFigureCsv', 'citeFigureCheck'].flatMap((id) => [
    `${id} value`,
    `${id} unit`
  ])
]
/** A question that is too long for an address is asked by POST, and writes nothing. */
const isWriting = (method: string, id: string) => method !== 'GET' && id !== 'checkFigures'

const PLACES = ['path', 'query', 'header']
const PROBLEM = { $ref: '#/components/schemas/Problem' }

t.test('openapi.yaml is what the routes say', async (t) => {
  const { app } = await buildTestApp(t)
  await app.ready()
  t.ok(
    readFileSync(COMMITTED, 'utf8') === (await renderOpenapi(app)),
    'run npm run openapi and review the diff'
  )
})

testEvery(
  'every operation has a name of its own, a summary, a description and one declared tag',
  async (t, every) => {
    const { app } = await buildTestApp(t)
    const declared = (await documentOf(app)).tags.map(({ name }) => name)
    const operations = await operationsOf(app)
    every.ok(operations.length >= 20)
    every.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
    for (const { method, path, operationId, summary, description, tags } of operations) {
      const what = `${method} ${path}`
      every.match(operationId, /^[a-z][A-Za-z]+$/, `${what}: operationId`)
      every.match(summary, /\S{2}/, `${what}: summary`)
      every.match(description, /\S{2}/, `${what}: description`)
      every.equal(tags.length, 1, `${what}: one tag`)
      every.ok(declared.includes(tags[0] ?? ''), `${what}: declared tag`)
    }
    every.same(
      declared.filter((tag) => !operations.some(({ tags }) => tags.includes(tag))),
      [],
      'no tag is declared for nothing'
    )
  }
)

testEvery(
  'every parameter has a description and an example; only cursors, fields, names of ' +
    'requests, tags and what needs other parameters or data have none',
  async (t, every) => {
    const { app } = await buildTestApp(t)
    const ajv = validatorOf(await documentOf(app))
    for (const { operationId, path, parameters } of await operationsOf(app)) {
      for (const { name, description, schema, required, ...rest } of parameters) {
        const what = `${operationId} ${name}`
        every.match(description, /\S{2}.*\.$/, `${what}: description is a sentence`)
        // A dialect of CSV has no example, so that Swagger UI does not fill it in for JSON.
        const isDialect = operationId !== 'importFile' && ['dialect', 'decimal'].includes(name)
        const hasNone = [name, what].some((one) => WITHOUT_EXAMPLE.includes(one))
        if (hasNone || isDialect || rest.in === 'header') {
          every.notOk(
            'example' in rest || 'examples' in rest || 'examples' in schema,
            `${what}: no example`
          )
          continue
        }
        every.ok(
          ajv.validate(schema, rest.example),
          `${what}: its example is valid: ${ajv.errorsText()}`
        )
        if (rest.in === 'path') every.equal(required, true, `${what}: required`)
        every.not(name, 'format', `${what}: the format follows from the path`)
        if (schema.type === 'array')
          every.match(rest, { style: 'form', explode: true }, `${what}: its name repeats`)
        if (schema.type === 'array') every.ok(Number(schema.maxItems) <= 50, `${what}: bounded`)
        if (schema.type === 'integer')
          every.ok(schema.minimum !== undefined && schema.maximum !== undefined, `${what}: bounded`)
      }
      const order = parameters.map((one) => PLACES.indexOf(one.in) * 2 + (one.required ? 0 : 1))
      every.same(order, order.toSorted(), `${operationId}: the path first, then what is required`)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      every.same(
        parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        inPath,
        `${operationId}: parameters of the path`
      )
    }
  }
)

// What tools fill in has to be a good first request, of which any one value can be changed.
testEvery('filled in are required parameters, and few others', async (t, every) => {
  const { app } = await buildTestApp(t)
  const filled = (await operationsOf(app)).flatMap(({ operationId, parameters }) =>
    parameters
      .filter(({ name, required, isFilled }) => isFilled && !required && name !== 'limit')
      .map(({ name, example }) => [operationId, name, example])
  )
  every.same(filled, [
    ['listObservations', 'metric', ['goods_trade']],
    ['listObservationsCsv', 'metric', ['goods_trade']],
    ['checkFigure', 'partner', 'KAZ'],
    ['checkFigure', 'stated', '$400 million'],
    ['checkFigureCsv', 'partner', 'KAZ'],
    ['checkFigureCsv', 'stated', '$400 million'],
    ['citeFigureCheck', 'partner', 'KAZ'],
    ['citeFigureCheck', 'stated', '$400 million'],
    ['getFeedAtom', 'metric', ['goods_trade']],
    ['getFeedJson', 'metric', ['goods_trade']],
    ['importFile', 'dry_run', true]
  ])
  for (const { operationId, parameters } of await operationsOf(app))
    for (const { name, required, isFilled, example } of parameters) {
      if (required) every.ok(isFilled, `${operationId} ${name}`)
      if (name === 'limit') every.same([isFilled, example], [true, 20], `${operationId} ${name}`)
    }
})

testEvery(
  'the tags come in the order of interest, and the writes have one of their own',
  async (t, every) => {
    const { app } = await buildTestApp(t)
    const { tags } = await documentOf(app)
    every.same(
      tags.map(({ name }) => name),
      [
        ...['projections', 'series', 'metrics', 'observations', 'figure-checks', 'conflicts'],
        'forecasts',
        ...[
          'countries',
          'entities',
          'corridors',
          'products',
          'sources',
          'events',
          'search',
          'changes',
          'imports'
        ],
        ...['writing', 'csv', 'geojson', 'service', 'health']
      ]
    )
    for (const { operationId, method, path, tags } of await operationsOf(app)) {
      every.equal(tags[0] === 'writing', isWriting(method, operationId), `${operationId} writes`)
      every.equal(tags[0] === 'csv', path.endsWith('.csv'), `${operationId} is CSV`)
      every.equal(tags[0] === 'geojson', path.endsWith('.geojson'), `${operationId} is GeoJSON`)
      every.equal(
        tags[0] === 'changes',
        /changes$|history$|\/feed\.\w+$/.test(path),
        `${operationId} is history`
      )
    }
  }
)

/** A citation has a style by a parameter, because none of them is the form of an object. */
const CITATION_TYPES = [
  'text/plain',
  'application/x-bibtex',
  'application/vnd.citationstyles.csl+json',
  'application/x-research-info-systems'
]
/** The media types of suffixes. */
const TYPES: Record<string, string> = {
  '.csv': 'text/csv',
  '.geojson': 'application/geo+json',
  '.atom': 'application/atom+xml',
  '.json': 'application/feed+json'
}

testEvery('every answer is described, problems included', async (t, every) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  for (const { operationId, method, path, responses, security, requestBody } of await operationsOf(
    app
  )) {
    const writes = isWriting(method, operationId)
    const good = writes && method === 'POST' ? '201' : '200'
    every.ok(good in responses && '400' in responses, `${operationId}: ${good} and 400`)
    if (path.includes('{')) every.ok('404' in responses, `${operationId}: 404`)
    if (writes) {
      every.same(security, KEY_SECURITY, `${operationId}: takes a key`)
      for (const status of ['401', '403', '409', '422'])
        every.ok(status in responses, `${operationId}: ${status}`)
      for (const [type, { schema }] of Object.entries(requestBody?.content ?? {}))
        every.ok(
          schema.$ref || type === 'text/csv',
          `${operationId} ${type}: a named body, or a file`
        )
    }
    for (const [status, { description, headers = {}, content }] of Object.entries(responses)) {
      for (const header of Object.values(headers))
        every.ok(
          referred(components.headers, header).description,
          `${operationId} ${status}: header`
        )
      every.match(description, /\S{2}.*\.$/, `${operationId} ${status}: description`)
      every.not(description, 'Default Response', `${operationId} ${status}: its own words`)
      if (Number(status) >= 400)
        every.same(
          content,
          {
            'application/problem+json': {
              schema: PROBLEM,
              example: content['application/problem+json']?.example
            }
          },
          `${operationId} ${status}: a problem`
        )
      else
        every.same(
          Object.keys(content),
          path.endsWith('/citation')
            ? CITATION_TYPES
            : [TYPES[/\.\w+$/.exec(path)?.[0] ?? ''] ?? 'application/json'],
          `${operationId} ${status}: one media type, or those of citations`
        )
    }
  }
})

testEvery('every field has a description and examples that are valid', async (t, every) => {
  const { app } = await buildTestApp(t)
  const document = await documentOf(app)
  const ajv = validatorOf(document)
  const seen: string[] = []
  for (const { where, schema } of fieldsOf(document)) {
    seen.push(where)
    const plain = !schema.$ref && !schema.properties
    every.ok(schema.$ref ?? schema.description, `${where}: description`)
    if (plain && !holdsObjects(schema))
      every.ok((schema.examples ?? []).length > 0, `${where}: examples`)
    for (const example of schema.examples ?? []) {
      every.ok(
        ajv.validate(absolute(schema), example),
        `${where}: ${JSON.stringify(example)}: ${ajv.errorsText()}`
      )
    }
  }
  every.ok(seen.length > 150, `${seen.length} fields`)
  for (const [name, schema] of Object.entries(document.components.schemas))
    every.match(schema.description, /\.$/, `${name}: description`)
})

testEvery(
  'no component is unused, no object is closed, no bound is an artefact',
  async (t, every) => {
    const { app } = await buildTestApp(t)
    const document = await documentOf(app)
    const text = JSON.stringify(document)
    const { securitySchemes: _, ...shared } = document.components
    for (const [kind, things] of Object.entries(shared))
      for (const name of Object.keys(things))
        every.ok(text.includes(`"#/components/${kind}/${name}"`), `${kind}/${name} is used`)
    for (const [, kind, name = ''] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g))
      every.ok(name in shared[kind as keyof typeof shared], `${kind}/${name} exists`)
    t.notMatch(text, '"additionalProperties":false')
    t.notMatch(text, '9007199254740991')
    every.equal(document.openapi, '3.1.1')
  }
)

/** A list of objects is described by what it lists. */
function holdsObjects({ items, anyOf = [] }: JsonSchema): boolean {
  if (anyOf.length > 0) return anyOf.every(({ $ref }) => $ref !== undefined)
  return items !== undefined && (items.$ref !== undefined || items.properties !== undefined)
}

/** The properties of every schema in components and answers, however deep. */
function fieldsOf(document: Document): { where: string; schema: JsonSchema }[] {
  const inAnswers = operationsIn(document).flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap(({ content }) =>
      Object.entries(content).flatMap(([type, { schema }]) => [
        { where: `${operationId} ${type}`, schema },
        ...inside(schema, operationId)
      ])
    )
  )
  return [
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      inside(schema, name)
    ),
    ...inAnswers
  ]
}

function inside(schema: JsonSchema, where: string): { where: string; schema: JsonSchema }[] {
  const named = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    where: `${where}.${name}`,
    schema: property
  }))
  const parts = [schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])].filter(
    (part) => part !== undefined
  )
  return [
    ...named,
    ...named.flatMap((one) => inside(one.schema, one.where)),
    ...parts.flatMap((part) => inside(part, `${where}[]`))
  ]
}

t.test('reading takes no key, and the key that writing takes is described', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = await documentOf(app)
  t.match(components, {
    securitySchemes: { key: { type: 'http', scheme: 'bearer', description: /npm run keys/ } }
  })
  for (const { operationId, security } of await readsOf(app))
    t.equal(security, undefined, operationId)
})
