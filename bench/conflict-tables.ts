// Makes the tables of `npm run bench:conflicts`: what the detector finds in the starter data. They
// depend only on the data and the code, so a test compares them with those in bench/README.md.
import type { Check, Claim } from '../src/conflicts/model/checks.ts'
import { quantityOf } from '../src/conflicts/model/claim-quantity.ts'
import { checksOf } from '../src/conflicts/model/index.ts'
import { gapBetween } from '../src/conflicts/model/quantities.ts'
import { CHECK_KINDS } from '../src/vocabularies.ts'
import { scopesIn, type starterWorld } from '../test/helpers/conflict-scopes.ts'
import { table } from './report.ts'

export type World = Awaited<ReturnType<typeof starterWorld>>
type Relation = World['relations'][number]
type Claims = ReadonlyMap<string, Claim>
type Verdict = 'holds' | 'does not hold' | 'not found'
type Verdicts = { relation: Relation; verdict: Verdict }[]

/** The claims of the starter data by their ids, and all checks between them. */
export type Found = {
  relations: Relation[]
  claims: Claims
  checks: Check[]
  checksByClaim: ReadonlyMap<string, Check[]>
}

/** Runs the detector over the starter data. */
export function findChecks(world: World): Found {
  const checks = scopesIn(world).flatMap((scope) =>
    [...checksOf(scope)].filter((check) => check !== undefined)
  )
  const checksByClaim = new Map<string, Check[]>()
  for (const check of checks)
    for (const { id } of check.claims)
      checksByClaim.set(id, [...(checksByClaim.get(id) ?? []), check])
  const claims = new Map(world.claims.map((claim) => [claim.id, claim]))
  // Which claim is preferred is a choice, which nobody can find.
  const relations = world.relations.filter(({ kind }) => kind !== 'preferred_over')
  return { relations, claims, checks, checksByClaim }
}

/** The paragraphs of the section. */
export function conflictParagraphs(found: Found): string[] {
  const { relations, claims, checks } = found
  const verdicts = relations.map((relation) => ({ relation, verdict: verdictOn(found, relation) }))
  const findable = verdicts.filter(({ relation }) => isFindable(claims, relation))
  const met = findable.filter(({ verdict }) => verdict !== 'not found').length
  const beyond = checks.filter((check) => !check.holds && !isLinked(found, check))
  const kinds = [...new Set(relations.map(({ kind }) => kind))]
  return [
    `The ${relations.length} relations linked by hand, and what the detector says of the same ` +
      'claims. One is found where a single check names all its claims (a sum: as whole and parts):',
    verdictTable(kinds, verdicts),
    `Of sum_of, part_exceeds_whole and contradicts of equal periods: ${met} of ` +
      `${findable.length}, ${((100 * met) / findable.length).toFixed(1)} %. Why the others cannot ` +
      'be found, by the first difference between the claims:',
    reasonTable(kinds, verdicts, claims),
    `${checks.length} checks in all:`,
    checkTable(checks),
    `${beyond.length} of those that do not hold are not linked by hand.`
  ]
}

function verdictTable(kinds: readonly string[], verdicts: Verdicts): string {
  return table(
    ['relation', 'by hand', 'found, holds', 'found, does not hold', 'not found'],
    kinds.map((kind) => {
      const of = verdicts.filter(({ relation }) => relation.kind === kind)
      const count = (wanted: Verdict) => of.filter(({ verdict }) => verdict === wanted).length
      return [kind, of.length, count('holds'), count('does not hold'), count('not found')]
    })
  )
}

function reasonTable(kinds: readonly string[], verdicts: Verdicts, claims: Claims): string {
  const missed = verdicts.filter(({ verdict }) => verdict === 'not found')
  const reasons = Map.groupBy(missed, ({ relation }) => reasonFor(claims, relation))
  return table(
    ['reason', ...kinds, 'which'],
    [...reasons].map(([reason, of]) => [
      reason,
      ...kinds.map((kind) => of.filter(({ relation }) => relation.kind === kind).length),
      of.map(({ relation }) => relation.id).join(' ')
    ])
  )
}

function checkTable(checks: readonly Check[]): string {
  return table(
    ['check', 'holds', 'does not hold'],
    CHECK_KINDS.map((kind) => {
      const of = checks.filter((check) => check.kind === kind)
      const holding = of.filter(({ holds }) => holds).length
      return [kind, holding, of.length - holding]
    })
  )
}

/**
 * A relation is found if one check names all of its claims. For claims that contradict, the claims
 * of the relation must contradict each other without the other claims.
 */
function verdictOn(
  { checksByClaim, claims }: Found,
  { kind, observation: claim, others: other }: Relation
): Verdict {
  const naming = (checksByClaim.get(claim) ?? []).filter((check) => names(check, [claim, ...other]))
  const fitting = kind === 'sum_of' ? naming.filter((check) => isSum(check, claim)) : naming
  const holding = fitting.map((check) =>
    check.kind === 'contradicts' ? meet(claims, [claim, ...other]) : check.holds
  )
  if (holding.length === 0) return 'not found'
  return holding.every(Boolean) ? 'holds' : 'does not hold'
}

function names(check: Check, ids: readonly string[]): boolean {
  return ids.every((id) => check.claims.some((claim) => claim.id === id))
}

/** Whether the whole is the stated claim and the others are its parts. */
function isSum({ kind, claims }: Check, whole: string): boolean {
  return (
    kind.startsWith('sum_of') &&
    claims.every(({ id, role }) => (id === whole ? role === 'stated' : true))
  )
}

function meet(claims: Claims, ids: readonly string[]): boolean {
  const [first, ...others] = ids.flatMap((id) => {
    const claim = claims.get(id)
    return (claim && quantityOf(claim)) ?? []
  })
  return first !== undefined && others.every((other) => gapBetween(first, other) === 0)
}

/** The first difference that keeps the claims of a relation from being compared. */
function reasonFor(claims: Claims, { observation: claim, others: other }: Relation): string {
  const all = [claim, ...other].flatMap((id) => claims.get(id) ?? [])
  const differ = (of: (claim: (typeof all)[number]) => string) => new Set(all.map(of)).size > 1
  if (differ(({ subject, partner }) => [subject, partner].sort().join('|')))
    return 'other subject or partner'
  if (differ(({ direction, mode }) => `${direction}|${mode}`)) return 'other direction or mode'
  if (all.some(({ period }) => period === null)) return 'a claim without a period'
  if (differ(({ starts_on, ends_on }) => `${starts_on}|${ends_on}`)) return 'other periods'
  return differ(({ metric }) => metric) ? 'other metrics' : 'same thing and period'
}

function isFindable(
  claims: Claims,
  { kind, observation: claim, others: other }: Relation
): boolean {
  if (kind === 'sum_of' || kind === 'part_exceeds_whole') return true
  const periods = new Set(
    [claim, ...other].map((id) => `${claims.get(id)?.starts_on}|${claims.get(id)?.ends_on}`)
  )
  return kind === 'contradicts' && periods.size === 1 && claims.get(claim)?.period !== null
}

export function isLinked({ relations }: Found, check: Check): boolean {
  return relations.some(({ observation: claim, others: other }) => names(check, [claim, ...other]))
}
