// Follows legs from place to place. Pure.

/** The places at which a leg ends. */
export type LegEnds = { from: string; to: string }

/**
 * The first leg that does not begin or end where the legs before it have led, with that place.
 * Undefined if there is none, or if a leg is not known.
 */
export function findBreak(
  from: string,
  legs: readonly string[],
  ends: { get: (id: string) => LegEnds | undefined }
): { leg: string; place: string; ends: LegEnds } | undefined {
  let place = from
  for (const leg of legs) {
    const found = ends.get(leg)
    if (!found) return undefined
    if (found.from !== place && found.to !== place) return { leg, place, ends: found }
    place = found.from === place ? found.to : found.from
  }
  return undefined
}
