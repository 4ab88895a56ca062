// Answers of GeoJSON: their schemas, and how they are sent. What an answer says of itself stands in
// foreign members (RFC 7946 §6.1), as JSON has it.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { narrowTo } from './chosen-fields.ts'
import type { Column } from './csv.ts'
import { answerName, listLinks, listMeta, singleMeta } from './envelope.ts'
import { type Geo, geometryOrNull } from './geojson.ts'
import { MEDIA_TYPES } from './request-checks.ts'

type Described = { operationId: string; summary: string; item: z.ZodObject }

/** The answer of a list: a page of features. */
export function pageSchema(list: Described & { pageRows: { most: number } }, geo: Geo<never>) {
  const features = z.array(featureSchema(list.item, geo))
  const bounded = typeof geo === 'function' ? features.max(list.pageRows.most) : features
  return collection({ features: bounded, meta: listMeta, links: listLinks }, list)
}

/** The answer of a thing: its feature, or all its parts. */
export function thingSchema(thing: Described, geo: Geo<never>) {
  const feature = featureSchema(thing.item, geo)
  return typeof geo === 'function'
    ? feature.extend({ meta: singleMeta }).meta({ ...aboutAnswer(thing), extends: feature })
    : collection({ features: z.array(feature), meta: singleMeta }, thing)
}

function collection<Members extends z.ZodRawShape & { features: z.ZodType }>(
  members: Members,
  about: Described
) {
  const features = members.features.meta({ description: 'The features of this answer.' })
  return z
    .object({ type: typeOf('FeatureCollection'), ...members, features })
    .meta(aboutAnswer(about))
}

function aboutAnswer({ operationId, summary }: Described) {
  return { id: answerName(`${operationId}GeoJson`), description: `${summary}, as GeoJSON.` }
}

const known = new WeakMap<z.ZodObject, z.ZodObject>()

/** The feature with these properties, which is one component of the document. */
function featureSchema(item: z.ZodObject, geo: Geo<never>): z.ZodObject {
  const properties = typeof geo === 'function' ? item : geo.properties
  const schema = known.get(properties) ?? makeFeature(properties, geo)
  known.set(properties, schema)
  return schema
}

function makeFeature(properties: z.ZodObject, geo: Geo<never>): z.ZodObject {
  const { id: name } = z.globalRegistry.get(properties) ?? {}
  if (name === undefined) throw new Error('The properties of features need a name')
  const id = z.string().meta({ description: 'The id of the feature.', examples: ['karachi-port'] })
  const isThing = typeof geo === 'function'
  return z
    .object({
      type: typeOf('Feature'),
      ...(isThing ? 'id' in properties.shape && { id } : { id: id.optional() }),
      geometry: geometryOrNull,
      properties
    })
    .meta({ id: `${name}Feature`, description: `A feature with the properties of ${name}.` })
}

function typeOf<Type extends string>(type: Type) {
  return z.literal(type).meta({ description: 'The type of this object.', examples: [type] })
}

/** What the document says of the features of a thing. */
export function featuresOfThing(answer: z.ZodObject): string {
  return isCollection(answer) ? 'the thing in its parts' : 'one feature'
}

function isCollection({ shape }: z.ZodObject): boolean {
  return 'features' in shape
}

type Features = { features: object[]; meta: object; links?: object }

/**
 * Sends features, or the only one if the schema has no list of them; with columns only properties
 * that these have. The type has no charset (RFC 7946 §12), which Fastify would add to a text, so
 * bytes are sent.
 */
export function sendGeo(
  reply: FastifyReply,
  schema: z.ZodObject,
  { features, ...members }: Features,
  columns?: readonly Column[]
): FastifyReply {
  const shown = columns ? narrowFeatures(features, columns) : features
  const answer = isCollection(schema)
    ? { type: 'FeatureCollection', features: shown, ...members }
    : { ...shown[0], ...members }
  // The schema of whole properties would refuse narrow ones.
  // Fastify takes the schema of any compiler; its types mean the objects of JSON Schema.
  const given = schema as unknown as Record<string, unknown>
  const text = columns ? JSON.stringify(answer) : reply.compileSerializationSchema(given)(answer)
  return reply.type(MEDIA_TYPES.geojson).send(Buffer.from(text))
}

function narrowFeatures(features: readonly object[], columns: readonly Column[]): object[] {
  const narrow = narrowTo(columns)
  return features.map((feature) =>
    'properties' in feature ? { ...feature, properties: narrow(feature.properties) } : feature
  )
}
