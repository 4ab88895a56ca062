// Reads a page of the claims for the newest periods of each author series. All of them are read for
// every page, so their number has a bound.
import type { Snapshot } from '../db/store.ts'
import type { Counted, Page, Stretch } from '../http/page.ts'
import { refusedParameter } from '../http/problems.ts'
import { chooseWay, type ObservationFilters, READ_MAX } from './choose-way.ts'
import {
  type DatedKey,
  type Key,
  measureSeries,
  readDatedKeys,
  readNewestKeys
} from './latest-queries.ts'
import { type ObservationRow, readByIds } from './queries.ts'

/** The most claims of author series that are searched for other filters. */
const SEARCHED_MAX = 4 * READ_MAX

/** Lists the claims for the newest periods of each author series, in the order of `sort`. */
export async function listLatest(
  snapshot: Snapshot,
  filters: ObservationFilters,
  { after, limit }: Page
): Promise<Stretch<ObservationRow>> {
  const keys = await readKeys(snapshot, filters)
  if (!keys) throw tooMany(filters)
  const order = orderBy(filters)
  const last = after && { key: after[0] ?? null, id: String(after.at(-1)) }
  const next = (last ? keys.filter((one) => order(one, last) > 0) : keys).sort(order)
  const ids = next.slice(0, limit).map(({ id }) => id)
  return { rows: await readByIds(snapshot, ids) }
}

/** Counts these claims, at most `most`, unless they are too many to read. */
export async function countLatest(
  snapshot: Snapshot,
  filters: ObservationFilters,
  most: number
): Promise<Counted> {
  const keys = await readKeys(snapshot, filters)
  return keys ? Math.min(keys.length, most) : 'takes_too_long'
}

/** The keys of all these claims; undefined if they are too many. */
async function readKeys(
  snapshot: Snapshot,
  { conditions, sort }: ObservationFilters
): Promise<Key[] | undefined> {
  const { latest = 1, ...others } = conditions
  const { way, stop } = await chooseWay(snapshot, others, { sort: '-period', over: 'all' }, true)
  if (!stop) return takeNewest(await readDatedKeys(snapshot, way, others, sort), latest)
  // Author series are kept only as they are now.
  if (snapshot.now) return undefined
  const { series, claims } = await measureSeries(snapshot, others, READ_MAX + 1)
  const isSearched = (conditions.source ?? conditions.bound ?? conditions.status) !== undefined
  if (series > READ_MAX || (isSearched && claims > SEARCHED_MAX)) return undefined
  const keys = await readNewestKeys(snapshot, conditions, sort, READ_MAX + 1)
  return keys.length > READ_MAX ? undefined : keys
}

/** Takes the claims of the newest periods of each series. */
function takeNewest(keys: readonly DatedKey[], latest: number): Key[] {
  return [...Map.groupBy(keys, ({ series }) => series).values()].flatMap((claims) => {
    const ends = [...new Set(claims.map(({ ends_on }) => ends_on ?? ''))].sort().reverse()
    const first = ends[Math.min(latest, ends.length) - 1] ?? ''
    return claims.filter(({ ends_on }) => (ends_on ?? '') >= first)
  })
}

/** Missing values come last; ids follow the direction where values are equal. */
function orderBy({ sort }: ObservationFilters): (one: Key, other: Key) => number {
  const sign = sort.startsWith('-') ? -1 : 1
  return (one, other) => {
    if (one.key === other.key) return sign * (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
    if (one.key === null || other.key === null) return one.key === null ? 1 : -1
    return sign * (one.key < other.key ? -1 : 1)
  }
}

function tooMany({ latest = 'latest_by_author' }: ObservationFilters) {
  const message =
    `More than ${READ_MAX.toLocaleString('en')} claims or author series match, which are ` +
    `too many ` +
    'to find the newest of each author. Narrow them by `metric`, `subject`, `partner`, ' +
    '`calendar` or other filters.'
  return refusedParameter(latest, message, [`${latest} together with narrower filters`])
}
