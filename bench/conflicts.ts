// `npm run bench:conflicts`: what the detector finds in the starter data, as the tables of
// ARCHITECTURE.md.
import type { Check } from '../src/conflicts/model/checks.ts'
import { quantityOf } from '../src/conflicts/model/claim-quantity.ts'
import { checksOf } from '../src/conflicts/model/index.ts'
import { gapBetween } from '../src/conflicts/model/quantities.ts'
import { CHECK_KINDS } from '../src/vocabularies.ts'
import { scopesIn, starterWorld } from '../test/helpers/conflict-scopes.ts'
import { shapes } from './conflict-shapes.ts'

const SAMPLE = 20
const SEED = 5
const LARGE = 20_000

const world = await starterWorld()
const { relations } = world
const claims = new Map(world.claims.map((claim) => [claim.id, claim]))
const began = performance.now()
const checks = scopesIn(world).flatMap((scope) =>
  [...checksOf(scope)].filter((check) => check !== undefined)
)
const took = performance.now() - began
const checksByClaim = new Map<string, Check[]>()
for (const check of checks)
  for (const { id } of check.claims)
    checksByClaim.set(id, [...(checksByClaim.get(id) ?? []), check])

type Relation = (typeof relations)[number]
type Verdict = 'holds' | 'does not hold' | 'not found'
const verdicts = relations.map((relation) => ({ relation, verdict: verdictOn(relation) }))

console.log('Relations linked by hand, and what the detector says of the same claims\n')
const kinds = [...new Set(relations.map(({ kind }) => kind))]
printTable(
  ['relation', 'by hand', 'found, holds', 'found, does not hold', 'not found'],
  kinds.map((kind) => {
    const of = verdicts.filter(({ relation }) => relation.kind === kind)
    const count = (wanted: Verdict) => String(of.filter(({ verdict }) => verdict === wanted).length)
    return [kind, String(of.length), count('holds'), count('does not hold'), count('not found')]
  })
)

console.log('\nWhy the others cannot be found\n')
const missed = verdicts.filter(({ verdict }) => verdict === 'not found')
const reasons = Map.groupBy(missed, ({ relation }) => reasonFor(relation))
printTable(
  ['reason', ...kinds, 'which'],
  [...reasons].map(([reason, of]) => [
    reason,
    ...kinds.map((kind) => String(of.filter(({ relation }) => relation.kind === kind).length)),
    of.map(({ relation }) => relation.id).join(' ')
  ])
)

const findable = verdicts.filter(({ relation }) => isFindable(relation))
const found = findable.filter(({ verdict }) => verdict !== 'not found').length
const percent = ((100 * found) / findable.length).toFixed(1)
console.log(
  `\nOf sum_of, part_exceeds_whole and contradicts of equal periods: ${found} of ` +
    `${findable.length}, ${percent} %\n`
)

printTable(
  ['check', 'holds', 'does not hold'],
  CHECK_KINDS.map((kind) => {
    const of = checks.filter((check) => check.kind === kind)
    return [
      kind,
      String(of.filter(({ holds }) => holds).length),
      String(of.filter(({ holds }) => !holds).length)
    ]
  })
)

const beyond = checks.filter((check) => !check.holds && !isLinked(check))
console.log(
  `\n${checks.length} checks in ${took.toFixed(0)} ms; ${beyond.length} of those that do not ` +
    `hold are not linked by hand. ${SAMPLE} of them:\n`
)
for (const check of sampleOf(beyond)) {
  console.log(
    `${check.key}\n  stated ${JSON.stringify(check.stated)} expected ` +
      `${JSON.stringify(check.expected)} ratio ${check.ratio?.toFixed(3)}`
  )
  for (const { id, role } of check.claims) {
    const { subject, partner, metric, period, text, attributed_to, source, note } =
      claims.get(id) ?? {}
    console.log(
      `    ${role} ${id} ${metric} ${subject} ${partner} ${period}: ${text} ` +
        `(${attributed_to}; ${source}) ${note ?? ''}`
    )
  }
}

console.log(`\n${LARGE.toLocaleString('en')} claims in one scope, in processor time\n`)
printTable(
  ['many', 'ms', 'checks'],
  Object.entries(shapes(LARGE)).map(([name, large]) => {
    const scope = { ...world, subject: 'PAK', partner: 'CAS5', claims: large }
    const count = () => [...checksOf(scope)].length
    count()
    const start = process.cpuUsage()
    const length = count()
    const { user, system } = process.cpuUsage(start)
    return [name, ((user + system) / 1000).toFixed(0), length.toLocaleString('en')]
  })
)

/**
 * A relation is found where one check names all its claims; of claims that contradict, those of the
 * relation have to speak for themselves.
 */
function verdictOn({ kind, claim, other }: Relation): Verdict {
  const naming = (checksByClaim.get(claim) ?? []).filter((check) => names(check, [claim, ...other]))
  const fitting = kind === 'sum_of' ? naming.filter((check) => isSum(check, claim)) : naming
  const holding = fitting.map((check) =>
    check.kind === 'contradicts' ? meet([claim, ...other]) : check.holds
  )
  if (holding.length === 0) return 'not found'
  return holding.every(Boolean) ? 'holds' : 'does not hold'
}

function names(check: Check, ids: readonly string[]): boolean {
  return ids.every((id) => check.claims.some((claim) => claim.id === id))
}

/** The whole is what is stated, the others its parts. */
function isSum({ kind, claims }: Check, whole: string): boolean {
  return (
    kind.startsWith('sum_of') &&
    claims.every(({ id, role }) => (id === whole ? role === 'stated' : true))
  )
}

function meet(ids: readonly string[]): boolean {
  const [first, ...others] = ids.flatMap((id) => {
    const claim = claims.get(id)
    return (claim && quantityOf(claim)) ?? []
  })
  return first !== undefined && others.every((other) => gapBetween(first, other) === 0)
}

/** The first difference that keeps the claims of a relation from being compared. */
function reasonFor({ claim, other }: Relation): string {
  const all = [claim, ...other].flatMap((id) => claims.get(id) ?? [])
  const differ = (of: (claim: (typeof all)[number]) => string) => new Set(all.map(of)).size > 1
  if (differ(({ subject, partner }) => [subject, partner].sort().join('|')))
    return 'other subject or partner'
  if (differ(({ direction, mode }) => `${direction}|${mode}`)) return 'other direction or mode'
  if (all.some(({ period }) => period === null)) return 'a claim without a period'
  if (differ(({ starts_on, ends_on }) => `${starts_on}|${ends_on}`)) return 'other periods'
  return differ(({ metric }) => metric) ? 'other metrics' : 'same thing and period'
}

function isFindable({ kind, claim, other }: Relation): boolean {
  if (kind === 'sum_of' || kind === 'part_exceeds_whole') return true
  const periods = new Set(
    [claim, ...other].map((id) => `${claims.get(id)?.starts_on}|${claims.get(id)?.ends_on}`)
  )
  return kind === 'contradicts' && periods.size === 1 && claims.get(claim)?.period !== null
}

function isLinked(check: Check): boolean {
  return relations.some(({ claim, other }) => names(check, [claim, ...other]))
}

/** The same ones every time: a linear congruential generator deals them. */
function sampleOf<T>(all: readonly T[]): T[] {
  let state = SEED
  const keyed = all.map((one) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return { one, state }
  })
  return keyed
    .sort((a, b) => a.state - b.state)
    .slice(0, SAMPLE)
    .map(({ one }) => one)
}

function printTable(head: string[], rows: string[][]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}
