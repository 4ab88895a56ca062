// Says what there is where an answer is empty: the periods of the same things without the filters
// that may be too narrow.
import type { Snapshot } from '../db/store.ts'
import type { CursorKey } from '../http/cursors.ts'
import { CALENDAR_WORDS, wordOf } from '../periods/calendars.ts'
import { parsePeriod } from '../periods/read-period.ts'
import type { Conditions } from './conditions.ts'
import { type Covered, readCovered, SERIES_MAX } from './covered-queries.ts'

/** So many calendars are named. */
const SPANS_MAX = 6
/** Filters that are left out to see what there is, in the order of the warning. */
const NARROWING = ['from', 'to', 'calendar', 'source', 'bound', 'status'] as const
/** One of these lets an index find the author series. */
const INDEXED = ['metric', 'subject', 'partner', 'between', 'country'] as const
const OTHERS = ['direction', 'mode', 'product', 'subject_kind', 'partner_kind'] as const

/** The conditions of a request, and the parameter that named the source. */
export type Asked = { conditions: Conditions; source?: 'source' | 'rule' }
type Span = { calendar: string; first: string; last: string; starts_on: string; ends_on: string }

/** Adds a warning to a first page without rows; other pages stay as they are. */
export async function explainIfEmpty(
  snapshot: Snapshot,
  { conditions, source = 'source' }: Asked,
  after: CursorKey | undefined,
  rows: readonly unknown[]
): Promise<string[]> {
  if (after !== undefined || rows.length > 0) return []
  const left = NARROWING.filter((name) => conditions[name] !== undefined)
  const names = left.map((name) => (name === 'source' ? source : name))
  // Author series are kept only as they are now.
  const isFound = INDEXED.some((name) => conditions[name] !== undefined)
  if (!isFound || snapshot.now) return ['Nothing meets all filters.']
  const found = await readCovered(snapshot, conditions)
  return [describe(found, names, givenIn(conditions))]
}

function describe(found: readonly Covered[], left: string[], given: string[]): string {
  const advice = given.length > 1 ? ' Leave one of them out to see what there is.' : ''
  if (found.length === 0) return `There are no figures at all with this ${listed(given)}.${advice}`
  const covered = spansOf(found)
  // Calendars with a word are those that people ask for.
  const known = [...CALENDAR_WORDS, ...[...covered.keys()].sort()]
  const ordered = [...new Set(known)].flatMap((calendar) => covered.get(calendar) ?? [])
  const spans = ordered
    .slice(0, SPANS_MAX)
    .map(
      ({ calendar, first, last }) => `${calendar} ${first === last ? first : `${first} to ${last}`}`
    )
  const isUndated = found.some(({ calendar }) => calendar === null)
  const there = [
    ...spans,
    ...(isUndated ? ['figures without a period'] : []),
    ...(found.length === SERIES_MAX || ordered.length > SPANS_MAX ? ['and more'] : [])
  ].join(', ')
  const without = left.length > 0 ? `Without ${listed(left)} there is` : 'There is only'
  return `Nothing meets all filters. ${without}: ${there}.`
}

/** The covered time of each calendar. The periods of one calendar can be compared. */
function spansOf(found: readonly Covered[]): Map<string, Span> {
  const spans = new Map<string, Span>()
  for (const { calendar: code, first_period: first, last_period: last } of found) {
    const [begin, end] = [parsePeriod(first ?? ''), parsePeriod(last ?? '')]
    if (code === null || first === null || last === null || !begin || !end) continue
    const calendar = wordOf(code)
    const { starts_on, ends_on } = { ...begin, ends_on: end.ends_on }
    const known = spans.get(calendar) ?? { calendar, first, last, starts_on, ends_on }
    const earlier = starts_on < known.starts_on ? { first, starts_on } : {}
    const later = ends_on > known.ends_on ? { last, ends_on } : {}
    spans.set(calendar, Object.assign(known, earlier, later))
  }
  return spans
}

/** The parameters that say what figures are about. */
function givenIn({ undirected, modeless, total, ...conditions }: Conditions): string[] {
  const isGiven = { ...conditions, direction: conditions.direction ?? undirected }
  const isOfMode = { ...isGiven, mode: conditions.mode ?? modeless }
  const all = { ...isOfMode, product: conditions.product ?? total }
  return [...INDEXED, ...OTHERS].filter((name) => all[name] !== undefined)
}

/** `from, to and calendar` */
function listed(names: readonly string[]): string {
  const last = names.slice(-2).join(' and ')
  return [...names.slice(0, -2), last].join(', ')
}
