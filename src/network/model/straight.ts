// The straight line between two places.
import type { Place } from './network.ts'

const EARTH_KM = 6371.0088

/** The great circle between two places in kilometres. Null without coordinates. */
export function straightKm(one: Place | undefined, other: Place | undefined): number | null {
  if (one?.latitude == null || one.longitude == null) return null
  if (other?.latitude == null || other.longitude == null) return null
  const radians = Math.PI / 180
  const [a, b] = [one.latitude * radians, other.latitude * radians]
  const apart = (other.longitude - one.longitude) * radians
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(apart / 2) ** 2
  return EARTH_KM * 2 * Math.asin(Math.sqrt(h))
}
