// Sorts the claims of a scope into things (metric, subject, partner, direction, mode, product), and
// each thing into cells, one for each stretch of days.

import { dayNumber } from '../../numbers/days.ts'
import type { Claim, ClaimPlace, Scope } from './checks.ts'
import { quantityOf } from './claim-quantity.ts'
import { familyOf } from './identities.ts'
import { hullOf, type Quantity } from './quantities.ts'

export type Figure = { claim: Claim; quantity: Quantity }
/** Figures that stand for one value; `quantity` is the interval around all of them. */
export type Group = { figures: readonly Figure[]; quantity: Quantity }
export type Thing = ClaimPlace & { cells: Map<string, Cell>; dated: Cell[] }
/**
 * All figures for one thing and the same days, even if the periods are written in different ways.
 * `days` is empty if no period is given.
 */
export type Cell = Group & {
  thing: Thing
  days: string
  starts: number
  ends: number
  voices: Map<string, Voice>
  sources: Map<string, Group>
}
/** The figures of one author in a cell. */
export type Voice = Group & { name: string; sources: readonly string[] }

/** At most this many sources are kept for one author. */
const VOICE_SOURCES_MAX = 10
/** Claims or cells between two yields: a few milliseconds. */
const BREATH = 500

export type Things = {
  all: Thing[]
  at: (place: ClaimPlace) => Thing | undefined
  scope: Scope
}

/**
 * Sorts the claims of a scope, and leaves out claims without a number and lengths that were
 * computed: those are nobody's claim, so they cannot contradict one. Yields now and then, so that
 * other work can run.
 */
export function* thingsIn(scope: Scope): Generator<undefined, Things> {
  const things = new Map<string, Thing>()
  const figures = new Map<Thing, Map<string, Figure[]>>()
  for (const [index, claim] of [...scope.claims].sort((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
    if (index % BREATH === BREATH - 1) yield
    const quantity = quantityOf(claim)
    const isLength = scope.metrics.get(claim.metric)?.kind === 'distance'
    if (!quantity || (isLength && claim.status === 'E')) continue
    const thing = getOrMake(things, placeKey(claim), () => ({
      ...placeOf(claim),
      cells: new Map(),
      dated: []
    }))
    // A length does not depend on time.
    const days =
      isLength || !claim.starts_on || !claim.ends_on ? '' : `${claim.starts_on}/${claim.ends_on}`
    getOrMake(
      getOrMake(figures, thing, () => new Map<string, Figure[]>()),
      days,
      () => []
    ).push({ claim, quantity })
  }
  for (const [thing, cells] of figures) {
    for (const [days, found] of cells) {
      if (thing.cells.size % BREATH === BREATH - 1) yield
      thing.cells.set(days, newCell(thing, days, found))
    }
    thing.dated = [...thing.cells.values()]
      .filter(({ days }) => days !== '')
      .sort((a, b) => a.starts - b.starts || b.ends - a.ends)
  }
  return { all: [...things.values()], at: (place) => things.get(placeKey(place)), scope }
}

export function placeKey(place: ClaimPlace): string {
  const { metric, subject, partner, direction, mode, product } = place
  const key = `${metric}|${subject}|${partner ?? ''}|${direction ?? ''}|${mode ?? ''}`
  // Totals keep the keys that they had before there were products.
  return product === null ? key : `${key}|${product}`
}

/** Whether checks of this thing belong to the scope. Other things are loaded only as parts. */
export function isOwned(scope: Pick<Scope, 'family' | 'subject' | 'partner'>, thing: ClaimPlace) {
  return isOfPair(scope, thing) && familyOf(thing.metric) === scope.family
}

/** Whether claims of this pair are about the pair of the scope, in either order. */
export function isOfPair(
  { subject, partner }: Pick<Scope, 'subject' | 'partner'>,
  pair: Pick<ClaimPlace, 'subject' | 'partner'>
): boolean {
  return (
    (pair.subject === subject && pair.partner === partner) ||
    (pair.subject === partner && pair.partner === subject)
  )
}

export function groupOf(figures: readonly Figure[]): Group {
  return { figures, quantity: hullOf(figures.map(({ quantity }) => quantity)) }
}

/**
 * The figures of a voice in another cell. If it has none there: those of its sources; if they have
 * none either: all figures.
 */
export function heardFrom(cell: Cell, voice: Voice): Group {
  const own = cell.voices.get(voice.name)
  if (own) return own
  for (const source of voice.sources) {
    const printed = cell.sources.get(source)
    if (printed) return printed
  }
  return cell
}

/** Whether a voice or one of its sources has a figure in a cell. */
export function isOwn(cell: Cell, { name, sources }: Voice): boolean {
  return cell.voices.has(name) || sources.some((source) => cell.sources.has(source))
}

/** The place of a claim or thing, without its other fields. */
export function placeOf(place: ClaimPlace): ClaimPlace {
  const { metric, subject, partner, direction, mode, product } = place
  return { metric, subject, partner, direction, mode, product }
}

function newCell(thing: Thing, days: string, figures: Figure[]): Cell {
  const [first = '', last = ''] = days.split('/')
  const voices = new Map<string, Voice>()
  for (const [name, group] of groupBy(
    figures,
    ({ attributed_to, source }) => attributed_to ?? `source ${source}`
  )) {
    const sources = [...new Set(group.figures.map(({ claim }) => claim.source))].slice(
      0,
      VOICE_SOURCES_MAX
    )
    voices.set(name, { ...group, name, sources })
  }
  const sources = groupBy(figures, ({ source }) => source)
  return {
    ...groupOf(figures),
    thing,
    days,
    starts: dayNumber(first),
    ends: dayNumber(last),
    voices,
    sources
  }
}

function groupBy(figures: readonly Figure[], nameOf: (claim: Claim) => string): Map<string, Group> {
  const lists = new Map<string, Figure[]>()
  for (const figure of figures) getOrMake(lists, nameOf(figure.claim), () => []).push(figure)
  return new Map([...lists].map(([name, list]) => [name, groupOf(list)]))
}

/** The value of a key. Makes it if there is none. */
function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
