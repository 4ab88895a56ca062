import t from 'tap'
import { type OpenApiDocument, sayOnce } from '../../src/http/openapi-components.ts'
import { HEADERS } from '../../src/http/openapi-headers.ts'

type Documented = OpenApiDocument['paths'][string][string]

/** A document of operations that read, one a path. */
function documentOf(
  operations: Partial<Documented>[],
  schemas: OpenApiDocument['components']['schemas'] = {}
): OpenApiDocument {
  const paths = operations.map((operation, index): [string, Record<string, Documented>] => [
    `/${index}`,
    { get: { operationId: 'listThings', responses: {}, ...operation } }
  ])
  return { paths: Object.fromEntries(paths), components: { schemas } }
}

function answering(schema: object): Partial<Documented> {
  return { responses: { 200: { content: { 'application/json': { schema } } } } }
}

t.test('a problem answer is referred to by the name of its status', async (t) => {
  const problem = { description: 'Nothing has this id.' }
  const found = { description: 'Found.' }
  t.same(sayOnce(documentOf([{ responses: { 200: found, 404: problem } }])), {
    paths: {
      '/0': {
        get: {
          operationId: 'listThings',
          responses: { 200: found, 404: { $ref: '#/components/responses/NotFound' } }
        }
      }
    },
    components: {
      schemas: {},
      responses: { NotFound: problem },
      parameters: {},
      headers: HEADERS
    }
  })
})

t.test('a problem answer that differs from the one shared stays where it is', async (t) => {
  const one = { responses: { 404: { description: 'Nothing has this id.' } } }
  const other = { responses: { 404: { description: 'No such page.' } } }
  const { paths, components } = sayOnce(documentOf([one, other]))
  t.same(
    Object.values(paths).map(({ get }) => get?.responses),
    [{ 404: { $ref: '#/components/responses/NotFound' } }, other.responses]
  )
  t.same(components.responses, { NotFound: one.responses[404] })
})

t.test('a parameter with several uses is shared under its name in Pascal case', async (t) => {
  const asOf = { name: 'as_of', in: 'query', schema: { type: 'string' } }
  const match = { name: 'if-match', in: 'header', schema: { type: 'string' } }
  const once = { name: 'horizon', in: 'query', schema: { type: 'integer' } }
  const { paths, components } = sayOnce(
    documentOf([{ parameters: [asOf, match, once] }, { parameters: [match, asOf] }, {}])
  )
  const AsOf = { $ref: '#/components/parameters/AsOf' }
  const IfMatch = { $ref: '#/components/parameters/IfMatch' }
  t.same(
    Object.values(paths).map(({ get }) => get?.parameters),
    [[AsOf, once, IfMatch], [AsOf, IfMatch], undefined]
  )
  t.same(components.parameters, { AsOf: asOf, IfMatch: match })
})

t.test('`component` names a parameter, and is shown nowhere', async (t) => {
  const parameter = (component: string) => ({
    name: 'id',
    in: 'path',
    schema: { type: 'string', component }
  })
  const shared = { parameters: [parameter('MetricId')] }
  const { paths, components } = sayOnce(
    documentOf([shared, { parameters: [parameter('EventId')] }, shared])
  )
  const plain = { name: 'id', in: 'path', schema: { type: 'string' } }
  const MetricId = { $ref: '#/components/parameters/MetricId' }
  t.same(
    Object.values(paths).map(({ get }) => get?.parameters),
    [[MetricId], [plain], [MetricId]]
  )
  t.same(components.parameters, { MetricId: plain })
})

t.test(
  'of two shared parameters of one name, the one with more uses has it, the other its operation too',
  async (t) => {
    const limit = (maximum: number) => ({ name: 'limit', in: 'query', schema: { maximum } })
    const { paths, components } = sayOnce(
      documentOf([100, 100, 1000, 1000, 1000].map((maximum) => ({ parameters: [limit(maximum)] })))
    )
    const Limit = { $ref: '#/components/parameters/Limit' }
    const Other = { $ref: '#/components/parameters/ListThingsLimit' }
    t.same(
      Object.values(paths).map(({ get }) => get?.parameters),
      [[Other], [Other], [Limit], [Limit], [Limit]]
    )
    t.same(components.parameters, { Limit: limit(1000), ListThingsLimit: limit(100) })
  }
)

t.test('a schema has one name in requests and answers; unused ones are left out', async (t) => {
  const unit = { type: 'string', enum: ['USD', 'TEU'] }
  const { paths, components } = sayOnce(
    documentOf(
      [
        answering({ $ref: '#/components/schemas/UnitInput' }),
        answering({ $ref: '#/components/schemas/Unit' }),
        answering({ $ref: '#/components/schemas/BodyInput' })
      ],
      {
        UnitInput: unit,
        BodyInput: { properties: { unit: { $ref: '#/components/schemas/UnitInput' } } },
        Unit: unit,
        Body: { properties: {} }
      }
    )
  )
  t.same(
    Object.values(paths).map(({ get }) => get?.responses),
    ['Unit', 'Unit', 'Body'].map(
      (name) => answering({ $ref: `#/components/schemas/${name}` }).responses
    )
  )
  t.same(components.schemas, {
    Unit: unit,
    Body: { properties: { unit: { $ref: '#/components/schemas/Unit' } } }
  })
})

t.test('parameters of the path come first, then those that are required', async (t) => {
  const parameter = (place: string, name: string, required = false) => ({
    name,
    in: place,
    required,
    schema: { type: 'string' }
  })
  const all = [
    parameter('header', 'if-match'),
    parameter('query', 'reason'),
    parameter('query', 'metric', true),
    parameter('query', 'from'),
    parameter('path', 'id', true)
  ]
  const { paths } = sayOnce(documentOf([{ parameters: all }]))
  t.same(
    paths['/0']?.['get']?.parameters?.map((one) => ('name' in one ? one.name : one)),
    ['id', 'metric', 'reason', 'from', 'if-match']
  )
})

t.test('a list of words has a name, and is said once', async (t) => {
  const words = () => ({ type: 'string', enum: ['flow', 'stock'] })
  const { paths, components } = sayOnce(
    documentOf(
      [
        answering({ $ref: '#/components/schemas/Metric' }),
        answering({ $ref: '#/components/schemas/Rule' }),
        {
          parameters: [
            { name: 'kind', in: 'query', schema: { type: 'array', items: words() } },
            { name: 'sort', in: 'query', schema: { type: 'string', enum: ['id', '-id'] } }
          ]
        }
      ],
      {
        Metric: { properties: { kind: { ...words(), description: 'What it is.' } } },
        Rule: {
          anyOf: [
            {
              properties: { why: { anyOf: [{ type: 'string', enum: ['old'] }, { type: 'null' }] } }
            }
          ]
        }
      }
    )
  )
  t.same(components.schemas, {
    Metric: {
      properties: {
        kind: { $ref: '#/components/schemas/MetricKind', description: 'What it is.' }
      }
    },
    MetricKind: { ...words(), description: 'A value of `kind` of Metric.' },
    Rule: {
      anyOf: [
        {
          properties: {
            why: { anyOf: [{ $ref: '#/components/schemas/RuleWhy' }, { type: 'null' }] }
          }
        }
      ]
    },
    RuleWhy: { type: 'string', enum: ['old'], description: 'A value of `why` of Rule.' },
    SortValue: {
      type: 'string',
      enum: ['id', '-id'],
      description: 'A value of the parameter `sort`.'
    }
  })
  t.same(paths['/2']?.['get']?.parameters, [
    {
      name: 'kind',
      in: 'query',
      schema: { type: 'array', items: { $ref: '#/components/schemas/MetricKind' } },
      style: 'form',
      explode: true
    },
    { name: 'sort', in: 'query', schema: { $ref: '#/components/schemas/SortValue' } }
  ])
})

t.test('a schema that differs between requests and answers is refused', async (t) => {
  const both = documentOf(
    [
      answering({ $ref: '#/components/schemas/UnitInput' }),
      answering({ $ref: '#/components/schemas/Unit' })
    ],
    { UnitInput: { type: 'string' }, Unit: { type: 'integer' } }
  )
  t.throws(() => sayOnce(both), {
    message: 'Unit differs between requests and answers; it needs two names'
  })
})
