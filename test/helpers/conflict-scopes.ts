// The scopes of the starter data, as the service loads them: shared by the bench and the tests of
// the detector.
import type { Claim, MetricTraits, Scope } from '../../src/conflicts/model/checks.ts'
import { type ProductTree, treeOf } from '../../src/conflicts/model/product-tree.ts'
import { type ScopeKey, scopeOf, scopeQuery } from '../../src/conflicts/model/scopes.ts'
import { parsePeriod } from '../../src/periods/read-period.ts'
import { readStarter } from './read-rows.ts'

type Members = ReadonlyMap<string, readonly string[]>
type World = {
  claims: Claim[]
  metrics: ReadonlyMap<string, MetricTraits>
  members: Members
  lines: Members
  products?: ProductTree
}

/** The claims of the starter data in the form of the rules, with the relations linked by hand. */
export async function starterWorld() {
  const data = await readStarter()
  const claims = data.observation.map(({ line, ...row }): Claim => {
    const { starts_on = null, ends_on = null } =
      row.period === null ? {} : (parsePeriod(row.period) ?? {})
    return { ...row, starts_on, ends_on }
  })
  const metrics = new Map<string, MetricTraits>(data.metric.map((metric) => [metric.id, metric]))
  const membersOf = (isWanted: (kind: string) => boolean) =>
    new Map(
      data.entity
        .filter(({ kind, members }) => isWanted(kind) && members.length > 0)
        .map(({ id, members }) => [id, members])
    )
  const [members, lines] = [
    membersOf((kind) => kind === 'group'),
    membersOf((kind) => kind !== 'group')
  ]
  const goods = data.product.map(({ id, scheme, parent }) => ({ id, scheme, parent }))
  const products = treeOf(goods)
  return { claims, metrics, members, lines, goods, products, relations: data.relation }
}

/**
 * One scope for each family and pair that has a claim, or only those of `wanted`. Each has all
 * claims that it needs.
 */
export function scopesIn(
  { claims, metrics, members, lines, products }: World,
  wanted = keysOf(claims)
): Scope[] {
  const byPair = Map.groupBy(claims, ({ subject, partner }) => `${subject}|${partner ?? ''}`)
  const bySubject = Map.groupBy(claims, ({ subject }) => subject)
  return wanted.map((key) => {
    const { metrics: names, pairs, every_partner_of } = scopeQuery(key, members)
    const found = [
      ...pairs.flatMap(({ subject, partner }) => byPair.get(`${subject}|${partner ?? ''}`) ?? []),
      ...every_partner_of.flatMap((subject) => bySubject.get(subject) ?? [])
    ]
    const distinct = [...new Set(found)].filter(({ metric }) => names.includes(metric))
    const around = { metrics, members, lines, ...(products && { products }) }
    return { ...key, claims: distinct, ...around }
  })
}

function keysOf(claims: readonly Claim[]): ScopeKey[] {
  return [
    ...new Map(claims.map((claim) => [JSON.stringify(scopeOf(claim)), scopeOf(claim)])).values()
  ]
}
