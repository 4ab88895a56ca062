// Reads both services: each operation with its examples, in each form, and with mistakes.
import fc from 'fast-check'
import { knownIds, requests } from '../../app/fuzz-requests.ts'
import {
  examplePath,
  exampleUrl,
  geoReadsOf,
  listsOf,
  type Operation,
  type Parameter,
  plainUrl,
  readsOf,
  withParameter
} from '../../app/operations.ts'
import { addressesOf } from '../engines/addresses.ts'
import { askPages, type Comparison, get } from './comparison.ts'
import { appOf } from './service.ts'

export type ReadOptions = { seed: number; generated: number }

const PAGES_MAX = 4
const PAGES = ['/', '/docs', '/docs/', '/openapi.json', '/openapi.yaml', '/v2', '/v1/nothing']
const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
const ACCEPTED = [
  'application/json',
  'text/csv',
  'application/geo+json',
  'text/html',
  'image/png',
  'text/*;q=0.5, */*'
]
/** A time before the data, on their day, after it, and a text that is not a time. */
const AS_OF = ['2026-11-22', '2026-11-23', '2026-11-23T00:00:00Z', '9999-12-31', 'yesterday']

/** Compares everything that a client can read without a key. */
export async function compareReads(comparison: Comparison, options: ReadOptions): Promise<void> {
  const app = await appOf(comparison.services.before)
  const operations = await readsOf(app)
  for (const operation of operations) {
    await askForms(comparison, operation)
    await askWrongly(comparison, operation)
    await askAsOf(comparison, operation)
  }
  for (const operation of await listsOf(app)) await askCsv(comparison, operation)
  for (const operation of await geoReadsOf(app))
    await askPages(comparison, 'GeoJSON', exampleUrl(operation), PAGES_MAX)
  for (const url of PAGES) for (const accept of ACCEPTED) await askPage(comparison, url, accept)
  for (const url of await addressesOf(app)) await askPages(comparison, 'addresses', url, PAGES_MAX)
  const generated = fc.sample(requests(operations, await knownIds(app)), {
    seed: options.seed,
    numRuns: options.generated
  })
  for (const { request } of generated) {
    const headers = request.headers as Record<string, string>
    await comparison.ask('generated', { method: request.method, url: request.url, headers })
  }
}

async function askPage({ ask }: Comparison, url: string, accept: string): Promise<void> {
  await ask('pages', get(url, { accept }))
}

/**
 * Asks with the examples, with each media type, by HEAD, with the tag, and by methods that are not
 * allowed.
 */
async function askForms({ ask }: Comparison, operation: Operation): Promise<void> {
  const url = exampleUrl(operation)
  const { before, after } = await ask('examples', get(url))
  await ask('examples', get(plainUrl(operation)))
  await ask('HEAD', { method: 'HEAD', url })
  const [one, other] = [before, after].map(({ headers }) => headers['etag'] ?? '"none"')
  const withTag = (tag = '') => get(url, { 'if-none-match': `"x", ${tag}` })
  await ask('If-None-Match', withTag(one), withTag(other))
  for (const tag of ['*', '"x"', '"'])
    await ask('If-None-Match', get(url, { 'if-none-match': tag }))
  for (const accept of ACCEPTED) await ask('Accept', get(url, { accept }))
  await ask('Accept', get(url, { 'accept-encoding': 'gzip' }))
  for (const method of METHODS) await ask('other methods', { method, url })
}

async function askCsv({ ask }: Comparison, operation: Operation): Promise<void> {
  const url = plainUrl(operation)
  await ask('CSV', get(withParameter(url, 'format=csv')))
  await ask('CSV', get(url, { accept: 'text/csv' }))
  await ask('CSV', get(withParameter(url, 'format=csv&limit=2')))
  await ask('CSV', { method: 'HEAD', url: withParameter(url, 'format=csv') })
}

/** Asks with each parameter wrong, empty and given twice, and with an unknown parameter. */
async function askWrongly({ ask }: Comparison, operation: Operation): Promise<void> {
  const plain = plainUrl(operation)
  const without = (name: string) => plain.replace(new RegExp(`([?&])${name}=[^&]*&?`), '$1')
  for (const parameter of operation.parameters.filter((one) => one.in === 'query')) {
    const { name } = parameter
    const wrong = wrongValues(parameter).map((value) => `${name}=${value}`)
    for (const query of [...wrong, `${name}=`, `${name}=a&${name}=b`])
      await ask('wrong parameters', get(withParameter(without(name), query)))
  }
  await ask('wrong parameters', get(withParameter(plain, 'nothing=1')))
  const [, name] = /\{(\w+)\}/.exec(operation.path) ?? []
  if (name === undefined) return
  for (const id of ['nothing', `${idOf(operation)}x`, '%E2%80%AE', ''])
    await ask('wrong parameters', get(operation.path.replace(`{${name}}`, id)))
}

/** The id in the example of an address. */
function idOf(operation: Operation): string {
  const position = operation.path.split('/').findIndex((part) => part.startsWith('{'))
  return examplePath(operation).split('/')[position] ?? ''
}

function wrongValues({ schema }: Parameter): string[] {
  if (schema.type !== 'integer') return ['nonsense', '%20', '2023-13']
  return ['x', '-1', '1.5', String((schema.maximum ?? 0) + 1)]
}

async function askAsOf({ ask }: Comparison, operation: Operation): Promise<void> {
  if (!operation.parameters.some(({ name }) => name === 'as_of')) return
  for (const time of AS_OF)
    await ask('as_of', get(withParameter(plainUrl(operation), `as_of=${time}`)))
}
