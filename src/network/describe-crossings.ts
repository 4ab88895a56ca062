// Joins the crossings of a way with what is known of them in the direction of travel.
import type { z } from 'zod'
import type { Crossing as CrossingOnWay } from './model/crossings.ts'
import type { KnownNetwork } from './queries.ts'
import type { NetworkClaim } from './row-queries.ts'
import type { crossingSchema } from './schemas.ts'

export type Crossing = z.output<typeof crossingSchema>
type Figure = Crossing['hours']
type Passing = Pick<Crossing, 'direction' | 'mode'>

/** Crossings, each with the newest hours and dollars that fit. */
export function describeCrossings(
  known: KnownNetwork,
  crossings: readonly CrossingOnWay[]
): Crossing[] {
  return crossings.map(({ place, direction, mode }) => {
    const { id, name, countries } = place
    const claims = known.claimsAbout(id)
    const find = (metric: string) => newestFor(claims, metric, { direction, mode })
    return {
      place: id,
      name,
      countries: [...countries],
      direction,
      mode,
      hours: find('border_clearance_time'),
      dollars: find('border_cost')
    }
  })
}

/**
 * The newest claim for the mode and direction; where none is, that for both directions together.
 * Claims of the other direction say nothing: the two sides of a post differ by days.
 */
function newestFor(
  claims: readonly NetworkClaim[],
  metric: string,
  { direction, mode }: Passing
): Figure {
  const fitting = claims.filter(
    (claim) =>
      claim.metric === metric &&
      claim.value !== null &&
      (claim.mode === mode || claim.mode === null)
  )
  const own = fitting.find((claim) => direction !== null && claim.direction === direction)
  const claim = own ?? fitting.find((one) => one.direction === 'all' || one.direction === null)
  if (!claim || claim.value === null) return null
  const { value, period, id: observation } = claim
  return { value, period, direction: claim.direction, observation }
}
