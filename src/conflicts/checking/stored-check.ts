// Turns checks into stored rows.
import { hash } from 'node:crypto'
import type { Tables } from '../../db/tables/define.ts'
import { rounded } from '../../numbers/rounded.ts'
import type { Bounds, Check, Claim } from '../model/checks.ts'
import type { ClaimPlace } from './find-touched-scopes.ts'

const LARGEST = Number.MAX_VALUE
const DECIMALS = 4
/**
 * Hexadecimal digits: enough that no two sets of a large database and no two checks of a set get
 * the same id.
 */
const [ABOUT_LENGTH, KEY_LENGTH] = [16, 12]

export type CheckRow = Omit<Tables['claim_check']['$inferSelect'], 'revision'>
type FigureRow = Tables['claim_check_about']['$inferInsert']
/** A check as it is stored, and the figures that it compares. */
export type FoundCheck = { row: CheckRow; figures: readonly FigureRow[] }
type Figures = { about: string; figures: FigureRow[] }

/**
 * Turns the checks of a scope into stored rows. An id begins with a hash of the compared figures,
 * so that checks of the same figures are neighbours in indexes, and continues with a hash of the
 * key of the check.
 */
export function toStoredCheck(
  scope: string,
  claims: readonly Claim[]
): (check: Check) => FoundCheck {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const sets = new Map<string, Figures>()
  return (check) => {
    const places = placesOf(check, byId)
    const names = [...places.keys()].sort().join()
    const set = sets.get(names) ?? figuresOf(scope, names, places)
    sets.set(names, set)
    return { row: rowOfCheck(check, set.about), figures: set.figures }
  }
}

/** The figures that a check compares, each once. */
function placesOf(check: Check, claims: ReadonlyMap<string, Claim>): Map<string, ClaimPlace> {
  const places = [check, ...check.claims.flatMap(({ id }) => claims.get(id) ?? [])]
  return new Map(
    places.map((place) => [`${place.metric}|${place.subject}|${place.partner ?? ''}`, place])
  )
}

function figuresOf(scope: string, names: string, places: ReadonlyMap<string, ClaimPlace>): Figures {
  const about = shortHash(`${scope} ${names}`, ABOUT_LENGTH)
  return {
    about,
    figures: [...places].map(([place, { metric, subject, partner }]) => ({
      about,
      place,
      scope,
      metric,
      subject,
      partner
    }))
  }
}

function rowOfCheck({ key, ...check }: Check, about: string): CheckRow {
  const ratio = rounded(check.ratio, DECIMALS)
  const ends = ({ low, high }: Bounds) => ({
    low: rounded(low, DECIMALS),
    high: rounded(high, DECIMALS)
  })
  return {
    ...check,
    id: about + shortHash(key, KEY_LENGTH),
    about,
    stated: ends(check.stated),
    expected: ends(check.expected),
    difference: rounded(check.difference, DECIMALS),
    ratio,
    apart: ratio ?? LARGEST
  } as CheckRow
}

function shortHash(text: string, length: number): string {
  return hash('sha256', text).slice(0, length)
}
