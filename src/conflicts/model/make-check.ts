import {
  type Bounds,
  CHECK_CLAIMS_MAX,
  type Check,
  type CheckKind,
  type CheckPeriods,
  type ClaimRole
} from './checks.ts'
import { gapBetween, type Quantity, ratioBetween } from './quantities.ts'
import { type Cell, type Group, placeKey, placeOf } from './things.ts'

type Draft = {
  kind: CheckKind
  /** The cell of the stated claim. */
  cell: Cell
  /**
   * What is combined, if a thing and its days are not enough to distinguish the check from others
   * of its kind.
   */
  combination?: string
  said: readonly (readonly [ClaimRole, Group])[]
  stated: Quantity
  expected: Quantity
  periods?: CheckPeriods
  growth_percent?: number
}

export function makeCheck({
  kind,
  cell,
  combination,
  said,
  stated,
  expected,
  periods = 'equal',
  growth_percent
}: Draft): Check {
  const [first] = said[0]?.[1].figures ?? []
  const {
    period = null,
    starts_on = null,
    ends_on = null
  } = cell.days === '' ? {} : (first?.claim ?? {})
  const difference = gapBetween(stated, expected)
  return {
    key: [
      kind,
      placeKey(cell.thing),
      cell.days,
      ...(combination === undefined ? [] : [combination])
    ].join('|'),
    kind,
    ...placeOf(cell.thing),
    period,
    starts_on,
    ends_on,
    periods,
    claims: claimsOf(said),
    claims_count: countOf(said),
    stated: boundsOf(stated),
    expected: boundsOf(expected),
    difference,
    ratio: ratioBetween(stated, expected),
    growth_percent: growth_percent ?? null,
    holds: difference === 0
  }
}

/**
 * If there are too many claims, each side and each part names the same number of claims, at least
 * its first.
 */
function claimsOf(said: Draft['said']): Check['claims'] {
  const named = said.slice(0, CHECK_CLAIMS_MAX)
  const each =
    countOf(named) <= CHECK_CLAIMS_MAX
      ? CHECK_CLAIMS_MAX
      : Math.floor(CHECK_CLAIMS_MAX / named.length)
  return named.flatMap(([role, { figures }]) =>
    figures.slice(0, each).map(({ claim }) => ({ id: claim.id, role }))
  )
}

function countOf(said: Draft['said']): number {
  return said.reduce((count, [, { figures }]) => count + figures.length, 0)
}

function boundsOf({ low, high }: Quantity): Bounds {
  return { low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null }
}
