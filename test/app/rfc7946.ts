// A strict check of GeoJSON by the sections of RFC 7946, for the types of geometry that the service
// has.

type Json = Record<string, unknown>
type Report = (where: string, what: string) => void

/** What of a text breaks RFC 7946; empty if nothing does. */
export function breaksOfGeoJson(text: string): string[] {
  const breaks: string[] = []
  const report: Report = (where, what) => breaks.push(`${where}: ${what}`)
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) report('', 'must be an object (§3)')
  else if (value['type'] === 'FeatureCollection') checkCollection(value, report)
  else checkFeature(value, '', report)
  return breaks
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkCollection(value: Json, report: Report): void {
  const { features } = value
  forbid(value, ['coordinates', 'geometries', 'geometry', 'properties'], '', report)
  if (!Array.isArray(features)) report('/features', 'must be an array (§3.3)')
  else {
    for (const [at, one] of features.entries()) checkFeature(one, `/features/${at}`, report)
    const ids = features.map((one) => (isObject(one) ? one['id'] : undefined))
    if (new Set(ids).size < ids.length) report('/features', 'ids must differ')
  }
}

function checkFeature(value: unknown, where: string, report: Report): void {
  const { type, id, geometry, properties, ...others } = isObject(value) ? value : {}
  if (type !== 'Feature') report(`${where}/type`, 'must be Feature (§3.2)')
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number')
    report(`${where}/id`, 'must be a text or a number (§3.2)')
  if (properties !== null && !isObject(properties))
    report(`${where}/properties`, 'must be an object or null (§3.2)')
  forbid(others, ['coordinates', 'geometries', 'features'], where, report)
  if (geometry !== null) checkGeometry(geometry, `${where}/geometry`, report)
}

function checkGeometry(value: unknown, where: string, report: Report): void {
  const { type, coordinates, ...others } = isObject(value) ? value : {}
  forbid(others, ['geometry', 'properties', 'features', 'crs'], where, report)
  if (type === 'Point') checkPosition(coordinates, where, report)
  else if (type === 'LineString') checkLine(coordinates, where, report)
  else if (type === 'MultiLineString' && Array.isArray(coordinates))
    for (const line of coordinates) checkLine(line, where, report)
  else report(where, 'must be null or a geometry with its type (§3.1, §3.2)')
}

function checkLine(value: unknown, where: string, report: Report): void {
  if (Array.isArray(value) && value.length >= 2)
    for (const position of value) checkPosition(position, where, report)
  else report(where, 'must have two or more positions (§3.1.4)')
}

function checkPosition(value: unknown, where: string, report: Report): void {
  const [longitude, latitude, ...others]: unknown[] = Array.isArray(value) ? value : []
  if (others.length > 0 || !isDegrees(longitude, 180) || !isDegrees(latitude, 90))
    report(where, 'must be longitude and latitude with six decimals (§3.1.1, §4, §11.2)')
}

function isDegrees(value: unknown, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most && Number(value.toFixed(6)) === value
}

/** Members of other types (§7.1). */
function forbid(value: Json, names: string[], where: string, report: Report): void {
  for (const name of names) if (name in value) report(`${where}/${name}`, 'is not allowed (§7.1)')
}
