// Makes the same changes in both services, one after the other: adds each kind of thing, corrects
// it field by field, and withdraws it.
import {
  documentOf,
  exampleBody,
  type JsonSchema,
  type Operation,
  writesOf
} from '../../app/operations.ts'
import { type Comparison, get } from './comparison.ts'
import { otherBodies } from './other-values.ts'
import { appOf, type Request } from './service.ts'

type Body = Record<string, unknown>
/** A kind of thing that can be written: its path, an example and its schema. */
export type Kind = { path: string; example: Body & { id: string }; schema: JsonSchema }

const JSON_TYPE = { 'content-type': 'application/json' }
const STARTER_THINGS = 3
const BAD_BODIES = ['', 'null', '[]', '{', '{}', '{"id":1}', '{"nothing":1}', '{"id":"a","id":"b"}']

/** Makes the same changes in both services. Returns the addresses of all changed things. */
export async function compareWrites(comparison: Comparison): Promise<string[]> {
  const touched: string[] = []
  for (const kind of await kindsOf(comparison)) {
    const added = `${kind.path}/${kind.example.id}`
    await add(comparison, kind)
    await correct(comparison, added, kind)
    await repeat(comparison, kind)
    await match(comparison, added, kind)
    await withdraw(comparison, added)
    await comparison.ask('writes', post(kind.path, kind.example))
    const starter = await starterThings(comparison, kind)
    for (const url of starter.slice(0, 1)) await correct(comparison, url, kind)
    for (const url of starter) await withdraw(comparison, url)
    touched.push(added, ...starter)
  }
  return touched
}

/** The kinds in the order of the document: things to which others refer come first. */
async function kindsOf({ services }: Comparison): Promise<Kind[]> {
  const app = await appOf(services.before)
  const document = await documentOf(app)
  const adding = (await writesOf(app)).filter(({ method }) => method === 'POST')
  const schemaOf = ({ requestBody }: Operation) => {
    const [content] = Object.values(requestBody?.content ?? {})
    const name = content?.schema.$ref?.split('/').at(-1) ?? ''
    return document.components.schemas[name] ?? {}
  }
  return adding.map((operation) => ({
    path: operation.path,
    example: exampleBody(document, operation) as Kind['example'],
    schema: schemaOf(operation)
  }))
}

export function post(url: string, body: Body | string, headers = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { method: 'POST', url, body: text, headers: { ...JSON_TYPE, ...headers }, key: 'admin' }
}

function patch(url: string, body: Body | string, headers = {}): Request {
  return { ...post(url, body, headers), method: 'PATCH' }
}

function remove(url: string, headers = {}): Request {
  return { method: 'DELETE', url, headers, key: 'admin' }
}

async function add({ ask }: Comparison, { path, example, schema }: Kind): Promise<void> {
  await ask('writes', { method: 'POST', url: path, body: '{}', headers: JSON_TYPE })
  for (const body of BAD_BODIES) await ask('writes', post(path, body))
  await ask('writes', post(path, example, { 'content-type': 'text/plain' }))
  await ask('writes', post(`${path}?nothing=1`, example))
  for (const [index, body] of otherBodies(schema, example).entries())
    await ask('writes', post(path, { ...example, id: `${example.id}-${index}`, ...body }))
  for (const name of Object.keys(example).filter((one) => one !== 'id'))
    await ask('writes', post(path, { ...example, id: `without-${name}`, [name]: undefined }))
  await ask('writes', { ...post(path, example), key: 'import' })
  await ask('writes', post(path, example))
  await ask('writes', post(path, example))
}

/**
 * Changes each field to each kind of value, right or wrong, and then back. Also sends bodies that
 * are not objects.
 */
async function correct({ ask }: Comparison, url: string, kind: Kind): Promise<void> {
  const { schema, example } = kind
  for (const body of BAD_BODIES) await ask('writes', patch(url, body))
  for (const body of otherBodies(schema, example))
    await ask('writes', patch(url, body, { 'content-type': 'application/merge-patch+json' }))
  await ask('writes', patch(`${url}?reason=read+again`, smallChange(kind, 'read again')))
  await ask('writes', patch(`${url}?reason=`, smallChange(kind, 'no reason')))
  await ask('writes', get(url))
  await ask('writes', get(`${url}/history`))
}

/**
 * Sends the same request again with the same idempotency key, and then another request with that
 * key.
 */
async function repeat({ ask }: Comparison, { path, example }: Kind): Promise<void> {
  const named = { 'idempotency-key': `compare ${path}` }
  const twice = { ...example, id: `${example.id}-twice` }
  await ask('Idempotency-Key', post(path, twice, named))
  await ask('Idempotency-Key', post(path, twice, named))
  await ask('Idempotency-Key', post(path, example, named))
  await ask('Idempotency-Key', post(path, twice, { 'idempotency-key': '' }))
  await ask('Idempotency-Key', remove(`${path}/${twice.id}?reason=twice`, named))
  const other = { 'idempotency-key': `compare ${path} again` }
  await ask('Idempotency-Key', remove(`${path}/${twice.id}?reason=twice`, other))
  await ask('Idempotency-Key', remove(`${path}/${twice.id}?reason=twice`, other))
}

/** Sends the tag of a GET, the same tag after a change, any tag, and a text that is not a tag. */
async function match({ ask }: Comparison, url: string, kind: Kind): Promise<void> {
  const { before, after } = await ask('If-Match', get(url))
  const [one, other] = [before, after].map(({ headers }) => headers['etag'])
  for (const name of ['first', 'second']) {
    const tagged = (tag = '') => patch(url, smallChange(kind, name), { 'if-match': tag })
    await ask('If-Match', tagged(one), tagged(other))
  }
  for (const tag of ['*', '"stale"', 'W/"stale", *', 'nonsense', ''])
    await ask('If-Match', patch(url, smallChange(kind, tag), { 'if-match': tag }))
  await ask('If-Match', remove(`${url}?reason=stale`, { 'if-match': '"stale"' }))
}

/** A correction of a field that accepts any text. */
function smallChange({ schema }: Kind, words: string): Body {
  const name = ['note', 'title', 'name'].find((one) => schema.properties?.[one])
  return { [name ?? 'note']: `Compared: ${words}` }
}

async function withdraw({ ask }: Comparison, url: string): Promise<void> {
  await ask('writes', remove(url))
  await ask('writes', remove(`${url}?reason=`))
  await ask('writes', { ...remove(`${url}?reason=compared`), key: 'import' })
  await ask('writes', remove(`${url}?reason=compared`))
  await ask('writes', remove(`${url}?reason=again`))
  await ask('writes', patch(url, { note: 'gone' }))
  await ask('writes', get(url))
  await ask('writes', get(`${url}/history`))
}

/**
 * Each service gives another id to a thing without an id. These things are added last, because the
 * checksums of their revisions differ too.
 */
export async function compareNameless(comparison: Comparison): Promise<void> {
  for (const { path, example } of await kindsOf(comparison)) {
    const { id, ...nameless } = example
    const { before, after } = await comparison.ask('random ids', post(path, nameless))
    const [one, other] = [before, after].map(({ headers }) => headers['location'])
    if (one === undefined || other === undefined) continue
    const { ask } = comparison
    await ask('random ids', get(one), get(other))
    await ask('random ids', remove(`${one}?reason=no+id`), remove(`${other}?reason=no+id`))
    await ask('random ids', get(one), get(other))
  }
}

/** Things of the starter data, most of which others refer to. */
async function starterThings({ ask }: Comparison, { path }: Kind): Promise<string[]> {
  const { before } = await ask('writes', get(`${path}?limit=${STARTER_THINGS}`))
  const { data }: { data: { id: string }[] } = JSON.parse(before.body)
  return data.map(({ id }) => `${path}/${encodeURIComponent(id)}`)
}
