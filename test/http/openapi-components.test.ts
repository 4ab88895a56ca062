import t from 'tap'
import { type OpenApiDocument, sayOnce } from '../../src/http/openapi-components.ts'

type Documented = OpenApiDocument['paths'][string][string]

/** A document of operations that read, one a path. */
function documentOf(
  operations: Partial<Documented>[],
  schemas: Record<string, object> = {}
): OpenApiDocument {
  const paths = operations.map((operation, index): [string, Record<string, Documented>] => [
    `/${index}`,
    { get: { responses: {}, ...operation } }
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
      '/0': { get: { responses: { 200: found, 404: { $ref: '#/components/responses/NotFound' } } } }
    },
    components: { schemas: {}, responses: { NotFound: problem }, parameters: {} }
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
    [[AsOf, IfMatch, once], [IfMatch, AsOf], undefined]
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

t.test('of two shared parameters of one name, the one with more uses has it', async (t) => {
  const limit = (maximum: number) => ({ name: 'limit', in: 'query', schema: { maximum } })
  const { paths, components } = sayOnce(
    documentOf([100, 100, 1000, 1000, 1000].map((maximum) => ({ parameters: [limit(maximum)] })))
  )
  const Limit = { $ref: '#/components/parameters/Limit' }
  t.same(
    Object.values(paths).map(({ get }) => get?.parameters),
    [[limit(100)], [limit(100)], [Limit], [Limit], [Limit]]
  )
  t.same(components.parameters, { Limit: limit(1000) })
})

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
