// Makes of an entry the questions that are asked for it, and says what is wrong with it.
import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import { nearest } from '../identifiers/nearest.ts'
import { builtIn } from '../mappings/built-in.ts'
import { BUILT_IN_NAMES, findBuiltIn } from '../mappings/names.ts'
import { readMapping } from '../mappings/read-mapping.ts'
import type { Mapping } from '../mappings/schema.ts'
import { countryCodes } from './country-codes.ts'
import type { Entry } from './entry.ts'
import { oneAddress } from './upstreams/address.ts'
import { comtradeNumber, comtradeYears } from './upstreams/comtrade.ts'
import { MAPPING_OF, openUpstream } from './upstreams/index.ts'
import type { UpstreamName } from './upstreams/names.ts'
import { codesOf, type Question, type Upstream } from './upstreams/upstream.ts'

/** What an entry asks for. `newMetrics` makes metrics of indicators that we lack. */
export type Plan = {
  name: string
  upstream: Upstream
  questions: Question[]
  newMetrics: boolean
  /** The id of the source of its figures. */
  source: string
}

/** Thrown for an entry that cannot be asked for. The message names the field. */
export class PlanError extends Error {
  override name = 'PlanError'
}

/** How an upstream writes its codes. */
const CODE_FORMS: Record<UpstreamName, RegExp> = {
  worldbank: /^[a-z0-9]+(?:\.[a-z0-9]+)+$/i,
  imf: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/,
  comtrade: /^goods_(?:exports|imports)$/
}

/** Plans an entry. Throws a {@link PlanError}. */
export async function planEntry(entry: Entry, config: Config): Promise<Plan> {
  const { name, source, from, to } = entry
  if (from !== undefined && to !== undefined && from > to)
    throw new PlanError(`from ${from} is after to ${to}.`)
  if (source === 'address') return planAddress(entry)
  refuseFields(entry)
  if (source === 'comtrade') refuseYears(entry)
  const iso = await countryCodes()
  const numberOf = (code: string) => comtradeNumber(code) ?? iso.numberOf(code)
  const upstream = openUpstream(source, config, numberOf)
  const wanted = {
    metrics: readMetrics(entry, source, upstream.mapping),
    countries: readPlaces('countries', entry.countries, iso.alpha3),
    partners: entry.partners.map((code) =>
      code.toUpperCase() === 'WLD' ? 'WLD' : readPlace('partners', code, iso.alpha3)
    ),
    from,
    to
  }
  return {
    name,
    upstream,
    questions: upstream.questions(wanted),
    newMetrics: entry.new_metrics,
    source: sourceOf(upstream.mapping)
  }
}

function planAddress(entry: Entry): Plan {
  refuseWishes(entry)
  const { name, address, mapping: named, new_metrics } = entry
  if (address === undefined) throw new PlanError('address is missing: source: address needs one.')
  if (named === undefined)
    throw new PlanError(
      `mapping is missing: it says how to read the address: ${BUILT_IN_NAMES.join(', ')}, or the ` +
        'path of a mapping.'
    )
  const mapping = openMapping(named)
  const upstream = oneAddress(address, mapping)
  const wanted = {
    metrics: [],
    countries: 'all' as const,
    partners: [],
    from: undefined,
    to: undefined
  }
  return {
    name,
    upstream,
    questions: upstream.questions(wanted),
    newMetrics: new_metrics,
    source: sourceOf(mapping)
  }
}

function openMapping(named: string): Mapping {
  const name = findBuiltIn(named)
  if (name) return builtIn(name)
  try {
    return readMapping(named, readFileSync(named, 'utf8'))
  } catch (error) {
    throw new PlanError(
      `mapping ${named} cannot be read: ${error instanceof Error ? error.message : error}`
    )
  }
}

function refuseFields({ source, address, mapping, partners }: Entry): void {
  if (address !== undefined || mapping !== undefined)
    throw new PlanError(`address and mapping belong to source: address, not to ${source}.`)
  if (partners.length > 0 && source !== 'comtrade')
    throw new PlanError(`partners belong to comtrade, not to ${source}.`)
}

/** Nothing of a document can be asked for apart. */
function refuseWishes({ metrics, countries, partners, from, to }: Entry): void {
  const named = [
    ...(metrics.length > 0 ? ['metrics'] : []),
    ...(countries.length > 0 ? ['countries'] : []),
    ...(partners.length > 0 ? ['partners'] : []),
    ...(from === undefined ? [] : ['from']),
    ...(to === undefined ? [] : ['to'])
  ]
  if (named.length > 0)
    throw new PlanError(
      `source: address has no ${named.join(', ')}: its document is read as a whole.`
    )
}

/** Without a single year, the address of a page would ask for all of them. */
function refuseYears({ from, to }: Entry): void {
  const { first, last } = comtradeYears({ from, to })
  if (first <= last) return
  const said = from === undefined ? `to ${to}` : `from ${from}`
  const all = comtradeYears({ from: undefined, to: undefined })
  throw new PlanError(`${said}: comtrade has the years ${all.first} to ${all.last}.`)
}

/** Ids of our metrics, and codes of the upstream as they are. */
function readMetrics(
  { metrics, new_metrics }: Entry,
  source: UpstreamName,
  mapping: Mapping
): readonly string[] {
  // What has `make` is no metric until it is made.
  const offered = Object.values(mapping.metric.codes).filter(({ make }) => new_metrics || !make)
  const ours = [...new Set(offered.map(({ metric }) => metric))].sort()
  if (metrics.length === 0) throw new PlanError(`metrics are missing: ${ours.join(', ')}.`)
  for (const metric of metrics) {
    if (codesOf(mapping, metric) || CODE_FORMS[source].test(metric)) continue
    const [near] = nearest(metric, ours)
    const hint = near ? `Did you mean ${near}?` : `There are ${ours.join(', ')}.`
    throw new PlanError(
      `metrics: ${metric} is neither a metric that ${source} has (mapping ` +
        `${MAPPING_OF[source]}) nor one of its codes. ${hint}`
    )
  }
  return metrics
}

type Alpha3 = (code: string) => string | undefined

function readPlaces(field: string, codes: Entry['countries'], alpha3: Alpha3) {
  if (codes === 'all') return codes
  if (codes.length === 0)
    throw new PlanError(`${field} are missing: ISO codes such as PAK,KAZ, or all.`)
  return [...new Set(codes.map((code) => readPlace(field, code, alpha3)))]
}

function readPlace(field: string, code: string, alpha3: Alpha3): string {
  const found = alpha3(code)
  if (found) return found
  throw new PlanError(`${field}: ${code} is no ISO code of a country.`)
}

function sourceOf({ sources }: Mapping): string {
  return sources[0]?.id ?? ''
}
