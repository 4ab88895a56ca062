// GeoJSON (RFC 7946): how a route declares where its things are, and the features made of them.
import { z } from 'zod'
import type { Snapshot } from '../db/store.ts'

/** A millionth of a degree is eleven centimetres, which is more than any source knows. */
const DEGREES = 1e6

const KARACHI = [66.933709, 24.876483]
const LINE = [KARACHI, [66.45, 30.92]]

const position = z
  .array(z.number().min(-180).max(180))
  .length(2)
  .meta({
    id: 'Position',
    description: 'Longitude east and latitude north in degrees (WGS 84), of at most six decimals.',
    examples: [KARACHI]
  })
const line = z
  .array(position)
  .min(2)
  .meta({ description: 'Two or more positions in order.', examples: [LINE] })

function geometry<Type extends string, Coordinates extends z.ZodType>(
  type: Type,
  description: string,
  coordinates: Coordinates
) {
  const word = z.literal(type).meta({ description: 'The type.', examples: [type] })
  return z.object({ type: word, coordinates }).meta({ id: `${type}Geometry`, description })
}

/** The types of geometry that things of this service have. */
const geometrySchema = z
  .discriminatedUnion('type', [
    geometry('Point', 'A place.', position),
    geometry('LineString', 'A way in one piece.', line),
    geometry(
      'MultiLineString',
      'A way in several pieces.',
      z
        .array(line)
        .min(1)
        .meta({ description: 'The pieces in order.', examples: [[LINE]] })
    )
  ])
  .meta({ id: 'Geometry', description: 'Where a thing is (RFC 7946).' })
/** The geometry of a thing that may lie nowhere. */
export const geometryOrNull = geometrySchema.nullable().meta({
  description: 'Where it is; null if that is unknown.',
  examples: [{ type: 'Point', coordinates: KARACHI }]
})
export type Geometry = z.output<typeof geometrySchema>
export type Position = z.output<typeof position>

/** One of several features that a thing becomes. */
export type Part = { id?: string; geometry: Geometry | null; properties: object }

/** Reads what geometries need beside the things, and returns what makes them. */
type Opening<Thing, Made> = (snapshot: Snapshot) => Promise<(thing: Thing) => Made>

/**
 * How things become features: each is one feature, whose properties are what JSON shows of it, or
 * it has several parts, whose properties have a schema of their own.
 */
export type Geo<Thing> =
  | Opening<Thing, Geometry | null>
  | { properties: z.ZodObject; parts: Opening<Thing, readonly Part[]> }

export type Feature = Part & { type: 'Feature' }

/** Makes features: of things as they were read, and as JSON shows them. */
export async function openFeatures<Thing>(
  geo: Geo<Thing>,
  snapshot: Snapshot
): Promise<(thing: Thing, shown: object) => Feature[]> {
  if (typeof geo === 'function') {
    const geometryOf = await geo(snapshot)
    return (thing, shown) => [
      { type: 'Feature', ...idOf(shown), geometry: geometryOf(thing), properties: shown }
    ]
  }
  const partsOf = await geo.parts(snapshot)
  return (thing) => partsOf(thing).map((part) => ({ type: 'Feature', ...part }))
}

function idOf(shown: { id?: unknown }): { id?: string } {
  return typeof shown.id === 'string' ? { id: shown.id } : {}
}

/** The position of a place; undefined if its coordinates are unknown. */
export function positionOf({
  latitude,
  longitude
}: {
  latitude: number | null
  longitude: number | null
}): Position | undefined {
  if (latitude === null || longitude === null) return undefined
  return [longitude, latitude].map((degrees) => Math.round(degrees * DEGREES) / DEGREES)
}

/** The geometry of a place; null if its coordinates are unknown. */
export function pointOf(place: Parameters<typeof positionOf>[0]): Geometry | null {
  const coordinates = positionOf(place)
  return coordinates ? { type: 'Point', coordinates } : null
}
