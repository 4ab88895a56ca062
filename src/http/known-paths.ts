// Finds the address that was meant by one that does not exist.
import { z } from 'zod'
import { distanceBetween, farthestFor } from './closest-word.ts'

/** The path of a route. `isComplete` tells whether a request needs no query. */
export type KnownPath = { parts: readonly string[]; isComplete: () => boolean }
/** An address that exists. `works`: it answers as it stands. */
export type MeantPath = { path: string; works: boolean }

/** Longer paths are not compared. */
const PARTS_MAX = 6

export function knownPath(url: string, querystring: unknown): KnownPath {
  // Asked only of a route that is led to: the first parse of a schema compiles it, which takes a
  // quarter of the time in which the service is built.
  const isComplete = () => !(querystring instanceof z.ZodType) || querystring.safeParse({}).success
  return { parts: partsOf(url), isComplete }
}

/** The same path without double slashes and without a slash at the end. */
export function cleanPath(path: string): string {
  const clean = path.replaceAll(/\/{2,}/g, '/')
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean
}

/**
 * The path of a route that is like a given one: other capitals, a letter wrong, singular for
 * plural, without `/v1`, or with a format that it lacks. Ids stay as they are.
 */
export function findMeantPath(path: string, known: Iterable<KnownPath>): MeantPath | undefined {
  const given = partsOf(cleanPath(path))
  if (given.length > PARTS_MAX) return undefined
  let best: { far: number; route: KnownPath } | undefined
  for (const route of known) {
    const far = distanceTo(route.parts, given)
    if (far !== undefined && (!best || far < best.far)) best = { far, route }
  }
  if (!best) return withoutFormat(path, known)
  const { parts, isComplete } = best.route
  const isPlain = !parts.some(isParameter)
  return { path: fill(parts, given), works: isPlain && isComplete() }
}

/** The path without a format that it does not have. */
function withoutFormat(path: string, known: Iterable<KnownPath>): MeantPath | undefined {
  const plain = path.replace(/\.[a-z]{3,7}$/i, '')
  return plain === path ? undefined : findMeantPath(plain, known)
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

/** The sum of the distances of the parts; undefined if one is too far. */
function distanceTo(parts: readonly string[], given: readonly string[]): number | undefined {
  const own = withVersion(parts, given)
  if (own.length !== parts.length || parts.length === 0) return undefined
  let sum = own === given ? 0 : 1
  for (const [index, part] of parts.entries()) {
    const asked = own[index] ?? ''
    if (isParameter(part)) continue
    const far = distanceBetween(asked, part)
    if (far > Math.max(farthestFor(asked), part === 'v1' ? 1 : 0)) return undefined
    sum += far
  }
  // A route that names a part goes before one that takes any id there.
  return sum + parts.filter(isParameter).length / 10
}

/** The given parts, with the version before them if it is missing. */
function withVersion(parts: readonly string[], given: readonly string[]): readonly string[] {
  return parts[0] === 'v1' && given.length === parts.length - 1 ? ['v1', ...given] : given
}

function fill(parts: readonly string[], given: readonly string[]): string {
  const own = withVersion(parts, given)
  return `/${parts.map((part, index) => (isParameter(part) ? own[index] : part)).join('/')}`
}

function isParameter(part: string): boolean {
  return part.startsWith(':')
}
