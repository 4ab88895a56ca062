// Checks as they are stored.
import { hash } from 'node:crypto'
import type { Tables } from '../../db/tables/define.ts'
import { rounded } from '../../numbers/rounded.ts'
import type { Bounds, Check, Claim } from '../model/checks.ts'
import type { Place } from './touched-scopes.ts'

const LARGEST = Number.MAX_VALUE
const DECIMALS = 4
/**
 * Hexadecimal digits: so many that no two sets of a large database, and no two checks of a set,
 * meet.
 */
const [ABOUT_LENGTH, KEY_LENGTH] = [16, 12]

export type CheckRow = Omit<Tables['claim_check']['$inferSelect'], 'revision'>
type FigureRow = Tables['claim_check_about']['$inferInsert']
/** A check as it is stored, and the set of figures it is about. */
export type FoundCheck = { row: CheckRow; figures: readonly FigureRow[] }
type Figures = { about: string; figures: FigureRow[] }

/**
 * How the checks of a scope are stored. What is compared tells one check from another; checks about
 * the same figures have ids that begin alike, and so stand together in indexes.
 */
export function checkRows(scope: string, claims: readonly Claim[]): (check: Check) => FoundCheck {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const sets = new Map<string, Figures>()
  return (check) => {
    const places = placesOf(check, byId)
    const names = [...places.keys()].sort().join()
    const set = sets.get(names) ?? figuresOf(scope, names, places)
    sets.set(names, set)
    return { row: checkRow(check, set.about), figures: set.figures }
  }
}

/** What a check is about, each figure once. */
function placesOf(check: Check, claims: ReadonlyMap<string, Claim>): Map<string, Place> {
  const places = [check, ...check.claims.flatMap(({ id }) => claims.get(id) ?? [])]
  return new Map(
    places.map((place) => [`${place.metric}|${place.subject}|${place.partner ?? ''}`, place])
  )
}

function figuresOf(scope: string, names: string, places: ReadonlyMap<string, Place>): Figures {
  const about = digest(`${scope} ${names}`, ABOUT_LENGTH)
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

function checkRow({ key, ...check }: Check, about: string): CheckRow {
  const ratio = rounded(check.ratio, DECIMALS)
  const ends = ({ low, high }: Bounds) => ({
    low: rounded(low, DECIMALS),
    high: rounded(high, DECIMALS)
  })
  return {
    ...check,
    id: about + digest(key, KEY_LENGTH),
    about,
    stated: ends(check.stated),
    expected: ends(check.expected),
    difference: rounded(check.difference, DECIMALS),
    ratio,
    apart: ratio ?? LARGEST
  } as CheckRow
}

function digest(text: string, length: number): string {
  return hash('sha256', text).slice(0, length)
}
