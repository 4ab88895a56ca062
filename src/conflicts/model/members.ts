// Checks the figures of members against the figure of their group.
import type { Check, MetricTraits, Scope } from './checks.ts'
import { WORLD } from './identities.ts'
import { groupsOf, heaviestFor } from './period-sums.ts'
import { partsWithin } from './sub-periods.ts'
import { sumCheck, sumChecks } from './sums.ts'
import { type Cell, heardFrom, type Thing, type Things, type Voice } from './things.ts'

/**
 * At most this many divisions of a group are tried: its members, or a subgroup and the other
 * members.
 */
const DIVISIONS_MAX = 20

/**
 * The groups in a pair, each with its side. The world does not count, because its members are not
 * listed. A group to which the other side belongs does not count either, because trade within a
 * group is not trade with the group.
 */
export function groupsIn(
  { subject, partner }: Pick<Scope, 'subject' | 'partner'>,
  members: Scope['members']
): { place: 'subject' | 'partner'; group: string }[] {
  if (partner === null || subject === WORLD || partner === WORLD) return []
  const places = [
    { place: 'subject', group: subject, other: partner },
    { place: 'partner', group: partner, other: subject }
  ] as const
  return places.filter(({ group, other }) => {
    const inside = members.get(group)
    return (
      inside !== undefined &&
      inside.length > 0 &&
      !inside.includes(other) &&
      !isWithin(members.get(other), inside)
    )
  })
}

/**
 * Divisions of a group into parts without overlap: its members, or a smaller group and the other
 * members.
 */
export function divisionsOf(group: string, members: Scope['members']): string[][] {
  const inside = members.get(group) ?? []
  const smaller = [...members].filter(
    ([id, some]) =>
      id !== group && some.length > 1 && some.length < inside.length && isWithin(some, inside)
  )
  const sorted = smaller.sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, DIVISIONS_MAX)
  return [
    [...inside],
    ...sorted.map(([id, some]) => [id, ...inside.filter((member) => !some.includes(member))])
  ]
}

/**
 * For each author of a figure for a group, and for each division of the group, compares the parts
 * with the figure. Some parts may be missing.
 */
export function checkMemberSums(whole: Cell, things: Things, most: number): Check[] {
  const { metrics, members } = things.scope
  if (whole.days === '' || !isAdditive(metrics.get(whole.thing.metric)) || whole.quantity.low < 0)
    return []
  return groupsIn(whole.thing, members).flatMap(({ place, group }) =>
    divisionsOf(group, members).flatMap((division) => {
      const parts = division.flatMap(
        (member) => things.at({ ...whole.thing, [place]: member }) ?? []
      )
      const isOfSubgroup = division.length < (members.get(group) ?? []).length
      // Without a figure of the subgroup, only the other members are left, and the first division
      // has them too.
      if (
        parts.length === 0 ||
        (isOfSubgroup && !parts.some((thing) => thing[place] === division[0]))
      )
        return []
      return divided(whole, parts, division, most)
    })
  )
}

function divided(
  whole: Cell,
  parts: readonly Thing[],
  division: readonly string[],
  most: number
): Check[] {
  const cells = parts.flatMap((thing) => thing.cells.get(whole.days) ?? [])
  const combination = `members ${division.join('+')}`
  if (cells.length === division.length)
    return sumChecks(whole, cells, { complete: true, kind: 'sum_of_members', combination })
  const known = parts.map((thing) => knownWithin(thing, whole, most))
  return [...whole.voices.values()].flatMap((voice) => {
    const chosen = known.flatMap((one) => mostOf(one, voice))
    if (chosen.length === 0) return []
    return [
      sumCheck({
        whole,
        voice,
        parts: groupsOf(chosen, voice),
        complete: false,
        kind: 'part_exceeds_whole',
        combination
      })
    ]
  })
}

type Known = { same: Cell | undefined; inside: Cell[] }

/**
 * The figures of a member for the days of the whole and for parts of these days; none if figures
 * may be negative.
 */
function knownWithin(thing: Thing, whole: Cell, most: number): Known {
  const same = thing.cells.get(whole.days)
  const inside = partsWithin(thing.dated, whole, most)
  const canFall = [...(same ? [same] : []), ...inside].some(({ quantity }) => quantity.low < 0)
  return canFall ? { same: undefined, inside: [] } : { same, inside }
}

/** The figure for the same days, or the figures for parts of them if their sum is larger. */
function mostOf({ same, inside }: Known, voice: Voice): Cell[] {
  const heavy = heaviestFor(inside, voice)
  const weight = heavy.reduce((sum, part) => sum + heardFrom(part, voice).quantity.low, 0)
  return same && heardFrom(same, voice).quantity.low >= weight ? [same] : heavy
}

/**
 * Whether figures can be added over countries: flows and similar metrics, and persons, because a
 * person is in one place at a time.
 */
function isAdditive(traits: MetricTraits | undefined): boolean {
  return traits?.aggregation === 'sum' || (traits?.kind === 'stock' && traits.unit === 'person')
}

function isWithin(some: readonly string[] | undefined, all: readonly string[]): boolean {
  return some?.every((one) => all.includes(one)) ?? false
}
