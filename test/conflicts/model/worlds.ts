// Claims for tests of the detector, and all checks of a set of them.

import type {
  Check,
  CheckKind,
  Claim,
  MetricTraits,
  Scope
} from '../../../src/conflicts/model/checks.ts'
import { checksOf } from '../../../src/conflicts/model/index.ts'
import { treeOf } from '../../../src/conflicts/model/product-tree.ts'
import { parsePeriod } from '../../../src/periods/read-period.ts'
import { scopesIn, starterWorld } from '../../helpers/conflict-scopes.ts'

export const starter = await starterWorld()
export const METRICS: ReadonlyMap<string, MetricTraits> = starter.metrics
type Members = ReadonlyMap<string, readonly string[]>
export const MEMBERS: Members = new Map([
  ['CAS5', ['KAZ', 'KGZ', 'TJK', 'TKM', 'UZB']],
  ['cas5-afg-aze', ['KAZ', 'KGZ', 'TJK', 'TKM', 'UZB', 'AFG', 'AZE']]
])

const goods = (id: string, parent: string | null = null) => ({
  id,
  scheme: id.split('-', 1)[0] ?? '',
  parent
})
/** The products of the starter data, a heading, and commodities. */
export const PRODUCTS = treeOf([
  ...starter.goods,
  goods('HS2022-3901', 'HS2022-39'),
  goods('commodity-cotton'),
  goods('commodity-textiles')
])

const claimsById = new Map(starter.claims.map((claim) => [claim.id, claim]))

/** Claims of the starter data. */
export function real(...ids: string[]): Claim[] {
  return ids.map((id) => {
    const claim = claimsById.get(id)
    if (!claim) throw new Error(`the starter data have no claim ${id}`)
    return claim
  })
}

/**
 * A claim with everything a test does not say: Pakistan's exports to Kazakhstan in 2023, as one
 * ministry prints them.
 */
export function claim(said: Partial<Claim> & { id: string }): Claim {
  const period = said.period === undefined ? '2023' : said.period
  const { starts_on = null, ends_on = null } = period === null ? {} : (parsePeriod(period) ?? {})
  return {
    metric: 'goods_exports',
    subject: 'PAK',
    partner: 'KAZ',
    direction: null,
    mode: null,
    product: null,
    starts_on,
    ends_on,
    value: 1_234_567,
    low: null,
    high: null,
    bound: 'exact',
    text: String(said.value ?? ''),
    status: 'A',
    attributed_to: 'A Ministry',
    source: 'a-paper',
    derived_from: [],
    note: null,
    ...said,
    period
  }
}

/** Every check of a scope, in the order of their keys. */
export function allOf(scope: Scope): Check[] {
  return [...checksOf(scope)]
    .filter((check) => check !== undefined)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Every check of these claims, in all their scopes. */
export function checksIn(
  claims: Claim[],
  members: Members = MEMBERS,
  lines: Members = new Map()
): Check[] {
  const world = { claims, metrics: METRICS, members, lines, products: PRODUCTS }
  return scopesIn(world).flatMap(allOf)
}

/** What a test looks at: `holds` or `fails`, and the ids named, the stated ones first. */
export function told(checks: readonly Check[], kind: CheckKind): string[] {
  return checks
    .filter((check) => check.kind === kind)
    .map(
      ({ holds, claims }) => `${holds ? 'holds' : 'fails'} ${claims.map(({ id }) => id).join(' ')}`
    )
}
