// What the property test asks: requests over all operations, from the parameters the document
// describes.
import fc, { type Arbitrary } from 'fast-check'
import type { FastifyInstance, HTTPMethods, InjectOptions } from 'fastify'
import { PROBLEMS } from '../../src/http/problems.ts'
import { encoded, type Operation, type Parameter } from './operations.ts'

export type Case = {
  operation: Operation
  request: InjectOptions & { method: string; url: string }
  plain: boolean
}
/** Ids that exist, by what a parameter is called. */
export type Known = Record<string, string[]>

const JUNK = [
  '',
  '0x10',
  '1e2',
  '-1',
  '0',
  '1.5',
  '+5',
  '%205%20',
  '1001',
  '99999999999999999999',
  '%D9%A3',
  'NaN',
  'null',
  'true',
  'TRUE',
  '%5B%5D',
  '{}',
  '*',
  '%00',
  '%0a',
  'a%00b',
  '%ff',
  '%',
  '%zz',
  '%ED%A0%80',
  '%ED%BF%BF',
  '%C0%AF',
  '%F0%9F%9A%82',
  '%E2%80%AE',
  '%EF%BB%BF',
  '%D2%9A%D0%B0%D0%B7',
  'e%CC%81',
  'a'.repeat(500),
  'a'.repeat(101),
  '%20'.repeat(20),
  'x,'.repeat(60),
  ',',
  ',,',
  'a,,b',
  'PAK,',
  ',PAK',
  'PAK,PAK',
  'PAK,KAZ,UZB',
  'pak,kz',
  'none',
  '2023-02-30',
  '2023-13',
  '0000',
  '9999-12-31',
  '2023-Q3',
  '2023-07-01/P1Y',
  '-2023',
  '10000',
  '2023-1',
  "'",
  '%22',
  '%5C',
  '%25',
  '_',
  '__proto__',
  'constructor',
  '..%2f..',
  '%27%20OR%201=1--',
  '$%7Bx%7D',
  '<script>',
  '-value',
  'value',
  '-id'
]
const UNKNOWN = [
  'lmit',
  'page',
  'offset',
  'LIMIT',
  'limit%5B%5D',
  'q%00',
  '__proto__',
  'toString',
  '%F0%9F%9A%82',
  ''
]
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND'] as const
const ACCEPTS = [
  'application/x-bibtex',
  'application/json',
  'text/csv',
  'application/geo+json',
  'text/html',
  '*/*',
  'text/*;q=0.5, */*;q=0.1',
  'image/png',
  'application/json;q=0',
  '',
  ';;',
  'a/b/c',
  ','
]
const IF_NONE_MATCH = ['*', '"x"', 'W/"x", "y"', '"', ',']

const junk: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...JUNK) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map(encodeURIComponent) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', '%', '0', 'f', ',', '&', '=', '-', '+', '.', '~'),
      maxLength: 20
    })
  }
)

const PLACES = ['almaty', 'tashkent', 'kabul', 'karachi-port', 'gwadar-port', 'poti-port']

/** Names of fields, each of which many rows have and others lack. */
const FIELDS = ['id', 'value', 'metric', 'subject_id', 'period', 'projection', 'points']

const seldom = <T>(often: Arbitrary<T>, other: Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: often }, { weight: 1, arbitrary: other })

/** Values that are allowed by the type of a parameter, as they stand in an address. */
function valid({ name, schema, example }: Parameter, known: Known): Arbitrary<string> {
  const words = (schema.enum ?? schema.items?.enum) as string[] | undefined
  const ids = known[name]
  const many = (values: string[]) =>
    fc.uniqueArray(fc.constantFrom(...values), {
      minLength: 1,
      maxLength: Math.min(4, schema.maxItems ?? 4)
    })
  if (name === 'between' && ids)
    return fc.uniqueArray(fc.constantFrom(...ids), { minLength: 2, maxLength: 2 }).map(encoded)
  if (schema.type === 'integer') {
    const { minimum = 0, maximum = 0 } = schema
    return seldom(
      fc.integer({ min: minimum, max: Math.min(maximum, 30) }),
      fc.constantFrom(minimum, maximum)
    ).map(String)
  }
  if (schema.type === 'boolean') return fc.constantFrom('true', 'false')
  if (words)
    return schema.type === 'array'
      ? many(words).map(encoded)
      : fc.constantFrom(...words).map(encoded)
  if (ids)
    return schema.type === 'array' ? many(ids).map(encoded) : fc.constantFrom(...ids).map(encoded)
  // Where routes begin and end are places, whose ids have a bound.
  if (/^(from|to)$/.test(name) && (schema.maxLength || schema.type === 'array'))
    return schema.type === 'array' ? many(PLACES).map(encoded) : fc.constantFrom(...PLACES)
  if (name === 'as_of' || name === 'since')
    return fc.constantFrom(
      '1',
      '2026-11-23',
      '2026-11-22T19:00:00-05:00',
      '2026-11-23T00:00:00Z',
      '2026-11-24',
      '9999-12-31',
      '1000-01-01'
    )
  if (/(^|_)(from|to|on)$/.test(name))
    return fc.constantFrom(
      '1990',
      '2015',
      '2020-02-29',
      '2023',
      '2023-07',
      '2024-12-31',
      '2030',
      '2100'
    )
  if (name === 'fields') return many(FIELDS).map(encoded)
  if (name === 'q')
    return fc
      .constantFrom('an', 'port', 'PAK', 'Kazakh', '%25%25', '__', 'стан', 'ক', 'trade', 'zzzzzz')
      .map((text) => (text.includes('%') ? text : encoded(text)))
  return fc.constant(example === undefined ? 'x' : encoded(example))
}

const SUFFIXES = [
  { type: 'text/csv', suffix: '.csv' },
  { type: 'application/geo+json', suffix: '.geojson' }
]

/** Requests of all kinds: most of them good, many nearly so, some nonsense. */
export function requests(operations: Operation[], known: Known): Arbitrary<Case> {
  const pair = (parameter: Parameter) => {
    const value = fc.oneof(
      { weight: 9, arbitrary: valid(parameter, known).map((text) => ({ text, good: true })) },
      { weight: 1, arbitrary: junk.map((text) => ({ text, good: false })) }
    )
    return value.map(({ text, good }) => ({
      text: `${parameter.name}=${text}`,
      good: good && parameter.name !== 'cursor'
    }))
  }
  const odd = fc.oneof(
    fc.tuple(fc.constantFrom(...UNKNOWN), junk).map(([name, value]) => `${name}=${value}`),
    junk,
    fc.constantFrom(
      'limit=1&limit=2',
      'q=a&q=b',
      'metric=goods_trade&metric=goods_trade',
      '&',
      '&&',
      '?',
      '=',
      '#x'
    )
  )
  const method = fc.oneof(
    { weight: 18, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constant('HEAD') },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) }
  )
  const headers = fc.record(
    {
      accept: fc.constantFrom(...ACCEPTS),
      'if-none-match': fc.constantFrom(...IF_NONE_MATCH),
      'accept-encoding': fc.constantFrom('gzip', 'br', 'x')
    },
    { requiredKeys: [] }
  )
  return fc.constantFrom(...operations).chain((operation) => {
    const inPath = operation.parameters.filter((one) => one.in === 'path')
    const inQuery = operation.parameters.filter((one) => one.in === 'query')
    const needed = inQuery.filter(({ required }) => required)
    const id = inPath[0]
      ? seldom(valid(inPath[0], { [inPath[0].name]: known[operation.path] ?? [] }), junk)
      : fc.constant('')
    const chosen =
      inQuery.length === 0
        ? fc.constant([])
        : fc.subarray(inQuery, { maxLength: Math.min(4, inQuery.length) })
    const random = chosen.chain((some) => fc.tuple(...[...new Set([...needed, ...some])].map(pair)))
    // Some answers need several parameters that fit together, as those of the document do.
    const filled = inQuery
      .filter(({ isFilled }) => isFilled)
      .map(({ name, example }) => ({ text: `${name}=${encoded(example)}`, good: true }))
    const pairs = fc.oneof(
      { weight: 11, arbitrary: random },
      { weight: 1, arbitrary: fc.constant(filled) }
    )
    const content = operation.responses['200']?.content ?? {}
    const suffixes = SUFFIXES.filter(({ type }) => type in content).map(({ suffix }) => suffix)
    const suffix = seldom(fc.constant(''), fc.constantFrom('', ...suffixes))
    return fc
      .record({
        id,
        pairs,
        odd: seldom(fc.constant(''), odd),
        method,
        headers: seldom(fc.constant({}), headers),
        suffix
      })
      .map(({ id, pairs, odd, method, headers, suffix }) => {
        const query = [...pairs.map(({ text }) => text), ...(odd === '' ? [] : [odd])].join('&')
        const path = operation.path.replace(/\{\w+\}/, id) + suffix
        const plain =
          odd === '' &&
          pairs.every(({ good }) => good) &&
          method === 'GET' &&
          Object.keys(headers).length === 0 &&
          inPath.length === 0
        return {
          operation,
          plain,
          request: {
            method: method as HTTPMethods & string,
            url: query ? `${path}?${query}` : path,
            headers
          }
        }
      })
  })
}

/** Ids to ask for, read from the service itself. */
export async function knownIds(app: FastifyInstance): Promise<Known> {
  const ids = async (path: string): Promise<string[]> =>
    (await app.inject(`${path}?limit=1000`))
      .json()
      .data.map((row: { id: string; code: string }) => row.id ?? row.code)
  const [metric, entity, source, scenario, observation, country, product] = [
    await ids('/v1/metrics'),
    await ids('/v1/entities'),
    await ids('/v1/sources'),
    await ids('/v1/scenarios'),
    await ids('/v1/observations'),
    await ids('/v1/countries'),
    await ids('/v1/products')
  ]
  const [leg, corridor] = [await ids('/v1/legs'), await ids('/v1/corridors')]
  const frequent = ['PAK', 'KAZ', 'UZB', 'kz', 'pk', 'TKM']
  const mixed = [...frequent, ...entity.slice(0, 40)]
  return {
    metric: ['goods_trade', ...metric],
    source,
    rule: [
      'preferred',
      'latest_published',
      'median',
      ...source.slice(0, 40).map((id) => `source:${id}`)
    ],
    scenario,
    observation,
    subject: mixed,
    partner: mixed,
    between: frequent,
    entity,
    country: frequent,
    product: ['none', ...product.slice(0, 20)],
    parent: ['none', ...product.slice(0, 20)],
    group: ['CAS5', 'carec'],
    '/v1/metrics/{id}': metric,
    '/v1/entities/{id}': entity,
    '/v1/sources/{id}': source,
    '/v1/series/{id}': [
      'goods_trade~PAK~KAZ~~~~P1Y-01',
      'goods_trade~KAZ~PAK~~~~P1Y-01',
      'goods_trade~PAK~TKM~~~~P1Y-01',
      'goods_trade~PAK~KAZ~~~~P1M',
      'no_metric~PAK~~~~~P1Y-01'
    ],
    '/v1/observations/{id}': observation,
    '/v1/observations/{id}/history': observation,
    '/v1/observations/{id}/citation': observation,
    '/v1/series/{id}/citation': ['goods_trade~PAK~KAZ~~~~P1Y-01', 'no_metric~PAK~~~~~P1Y-01'],
    '/v1/projections/{id}/citation': ['P001', 'P031', 'P999'],
    '/v1/aliases/{id}': await ids('/v1/aliases'),
    '/v1/products/{id}': product,
    '/v1/legs/{id}': leg,
    '/v1/corridors/{id}': corridor,
    corridor,
    place: entity,
    part_of: corridor,
    '/v1/units/{id}': await ids('/v1/units'),
    '/v1/imports/{id}': ['1'],
    '/v1/events/{id}': await ids('/v1/events'),
    '/v1/projections/{id}': await ids('/v1/projections'),
    '/v1/projections/{id}/history': await ids('/v1/projections'),
    '/v1/projections/{id}/outlook': await ids('/v1/projections'),
    '/v1/projections/{id}/path': await ids('/v1/projections'),
    '/v1/projections/{id}/progress': await ids('/v1/projections'),
    '/v1/countries/{code}': country,
    '/problems/{code}': Object.keys(PROBLEMS)
  }
}
