// The documented operations in the form that tests over all of them walk.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import { type Reference, referred } from './references.ts'

export type JsonSchema = {
  [keyword: string]: unknown
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  enum?: unknown[]
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  description?: string
  examples?: unknown[]
}
export type Parameter = {
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  deprecated?: boolean
  description?: string
  example?: unknown
  /** Whether Swagger UI and Postman fill the example in. */
  isFilled?: boolean
  schema: JsonSchema
}
export type Content = Record<string, { schema: JsonSchema; example?: object }>
export type Operation = {
  operationId: string
  /** In capitals. */
  method: string
  path: string
  summary?: string
  description?: string
  tags: string[]
  parameters: Parameter[]
  security?: Record<string, string[]>[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<
    string,
    { description?: string; headers?: Record<string, Reference>; content: Content }
  >
}
type Response = Operation['responses'][string]
type Documented = Omit<Operation, 'parameters' | 'responses'> & {
  parameters?: (Parameter | Reference)[]
  responses: Record<string, Response | Reference>
}
export type Document = {
  openapi: string
  tags: { name: string }[]
  components: {
    securitySchemes: Record<string, object>
    schemas: Record<string, JsonSchema>
    parameters: Record<string, Parameter>
    responses: Record<string, Response>
    headers: Record<string, { description: string; schema: JsonSchema; example: unknown }>
  }
  paths: Record<string, Record<string, Documented>>
}

let known: Document | undefined

/** The document is the same for every app: it is made once a process. */
export async function documentOf(app: FastifyInstance): Promise<Document> {
  await app.ready()
  known ??= app.swagger() as unknown as Document
  return known
}

/** Every documented operation, with the parameters and answers it refers to. */
export async function operationsOf(app: FastifyInstance): Promise<Operation[]> {
  return operationsIn(await documentOf(app))
}

export function operationsIn({ paths, components }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], responses, ...operation }]) => ({
      ...operation,
      parameters: parameters
        .map((one) => referred(components.parameters, one))
        .map((one) => ({ ...one, schema: withWords(components.schemas, one.schema) }))
        .map(withExample),
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, it]) => [
          status,
          referred(components.responses, it)
        ])
      ),
      path,
      method: method.toUpperCase()
    }))
  )
}

/** The example of an optional parameter stands in its schema, so that nobody fills it in. */
function withExample({ schema, ...parameter }: Parameter): Parameter {
  const { examples, ...plain } = schema
  if ('example' in parameter) return { ...parameter, schema, isFilled: true }
  return examples ? { ...parameter, schema: plain, example: examples[0] } : { ...parameter, schema }
}

/** The schema of a parameter with its lists of words in place. */
function withWords(schemas: Record<string, JsonSchema>, schema: JsonSchema): JsonSchema {
  const { items, $ref, ...plain } = schema
  const words = $ref === undefined ? plain : { ...referred(schemas, { $ref }), ...plain }
  return items ? { ...words, items: withWords(schemas, items) } : words
}

/**
 * The operations that read: what can be asked for by an address alone. Those of CSV, GeoJSON and
 * feeds are apart.
 */
export async function readsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await operationsOf(app)).filter(
    ({ method, path }) => method === 'GET' && !/\.(csv|geojson|atom|json)$/.test(path)
  )
}

/** The operations that read GeoJSON. */
export async function geoReadsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await operationsOf(app)).filter(({ path }) => path.endsWith('.geojson'))
}

/** The feeds of a question. */
export async function feedsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await operationsOf(app)).filter(({ path }) => /\/feed\.(atom|json)$/.test(path))
}

/** The operations that read a list as CSV. */
export async function csvReadsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await operationsOf(app)).filter(({ path }) => path.endsWith('.csv'))
}

/**
 * The operations that change one thing, in the order in which their examples work: add, correct,
 * withdraw. Files are no JSON.
 */
export async function writesOf(app: FastifyInstance): Promise<Operation[]> {
  return (await operationsOf(app)).filter(
    ({ method, operationId }) =>
      method !== 'GET' && !['importFile', 'checkFigures'].includes(operationId)
  )
}

/** The example of the body of a write; undefined where it takes none. */
export function exampleBody(
  { components }: Document,
  { requestBody }: Operation
): Record<string, unknown> | undefined {
  const [content] = Object.values(requestBody?.content ?? {})
  const name = content?.schema.$ref?.split('/').at(-1) ?? ''
  return components.schemas[name]?.examples?.[0] as Record<string, unknown> | undefined
}

/** The operations that answer with a list. Each has a CSV form, and so have some others. */
export async function listsOf(app: FastifyInstance): Promise<Operation[]> {
  const paths = new Set((await csvReadsOf(app)).filter(hasPages).map(({ path }) => path))
  return (await readsOf(app)).filter(({ path }) => paths.has(csvUrl(path)))
}

/** Whether an operation answers by the page, as lists do and single things do not. */
export function hasPages({ parameters }: Operation): boolean {
  return parameters.some(({ name }) => name === 'limit')
}

/** Lists of rows that hold lists of records, of which CSV has a line each. */
const TABLES = ['/v1/conflicts', '/v1/forecasts', '/v1/forecasts/evaluation', '/v1/series']

/** The lists whose CSV has the very rows of their JSON. */
export async function rowListsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await listsOf(app)).filter(({ path }) => !TABLES.includes(path))
}

/**
 * The lists that have many rows in the starter data and none without data: not those of one thing,
 * nor the imports, of which there is one.
 */
export async function collectionsOf(app: FastifyInstance): Promise<Operation[]> {
  return (await listsOf(app)).filter(({ path }) => !path.includes('{') && path !== '/v1/imports')
}

/** The most rows a page of a list may have. */
export function pageRowsMax({ parameters }: Operation): number {
  return parameters.find(({ name }) => name === 'limit')?.schema.maximum ?? 0
}

/** A value as links show it: lists with commas. */
export function encoded(value: unknown): string {
  return [value]
    .flat()
    .map((one) => encodeURIComponent(String(one)))
    .join(',')
}

/** The path with the example of each of its parameters in place. */
export function examplePath({ path, parameters }: Operation): string {
  const values = new Map(parameters.map(({ name, example }) => [name, encoded(example)]))
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '')
}

/** Every example at once. */
export function exampleUrl(operation: Operation): string {
  return urlWith(operation, ({ example }) => example !== undefined)
}

/** The request that Swagger UI sends without an edit. */
export function filledUrl(operation: Operation): string {
  return urlWith(operation, ({ isFilled }) => isFilled === true)
}

/** What needs one of several parameters, so that none of them is required. */
const NEEDS_FILLED = /^\/v1\/check/

/** The least an operation can be asked with: its required parameters. */
export function plainUrl(operation: Operation): string {
  const isFilled = NEEDS_FILLED.test(operation.path)
  return urlWith(operation, (one) => one.required === true || (isFilled && one.isFilled === true))
}

/** Whether an address has a parameter already. */
export function hasParameter(url: string, name: string): boolean {
  return new URLSearchParams(url.split('?')[1]).has(name)
}

function urlWith(operation: Operation, isTaken: (parameter: Parameter) => boolean): string {
  const query = operation.parameters
    .filter((one) => one.in === 'query' && isTaken(one))
    .map(({ name, example }) => `${name}=${encoded(example)}`)
  return examplePath(operation) + (query.length > 0 ? `?${query.join('&')}` : '')
}

/** An address with one more parameter. */
export function withParameter(url: string, parameter: string): string {
  return url + (url.includes('?') ? '&' : '?') + parameter
}

/** The address of a list as CSV. */
export function csvUrl(url: string): string {
  return url.replace(/^[^?]*/, '$&.csv')
}

/** The address of a list or a thing as GeoJSON. */
export function geoUrl(url: string): string {
  return url.replace(/^[^?]*/, '$&.geojson')
}

/** Checks values against schemas of the document; make the schemas {@link absolute} first. */
export function validatorOf({ components }: Document): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
    keywords: ['components']
  })
  addFormats.default(ajv)
  return ajv.addSchema({ $id: 'document', components })
}

/** The document for answers to `fields`, which lack fields that the schemas require. */
export function withoutRequired(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === 'required' && Array.isArray(value) ? undefined : value
  ) as Document
}

/** A schema that refers to the components from anywhere. */
export function absolute(schema: JsonSchema): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"document#/components')
  ) as object
}
