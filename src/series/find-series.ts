// Finds one series by its id, and series near an id that no series has.
import type { Snapshot } from '../db/store.ts'
import type { Unknown, WithWarnings } from '../http/single-content.ts'
import { existingIds } from '../identifiers/queries.ts'
import { type Conditions, calendarPatterns } from '../observations/conditions.ts'
import { findTraits } from '../observations/series/queries.ts'
import type { Traits } from '../observations/series/traits.ts'
import {
  readSeriesId,
  SERIES_ID_EXAMPLE,
  SERIES_ID_FORM,
  type SeriesDimensions,
  seriesId
} from '../series-id.ts'
import { DIRECTIONS, MODES } from '../vocabularies.ts'
import { requireBase } from './check-base.ts'
import { isOtherCalendar, listNear } from './near-queries.ts'
import { listSeries, type ServedSeries } from './page.ts'
import { calendarsToRead } from './plan-aggregate.ts'
import { addNeeded, type Plan, planTransform, type TransformQuery } from './plan-transform.ts'
import type { Rule } from './rules.ts'
import type { Series } from './schemas.ts'
import { showSeries } from './show-series.ts'
import type { Span } from './span.ts'

/** So many series near an unknown one are named. */
const NEAR_MAX = 5
const SOME_SERIES = '/v1/series?metric=goods_trade'

type Found = { series: ServedSeries; warnings: string[] }
type Asked = Span & TransformQuery & { rule: Rule; latest?: number | undefined }

/**
 * A series by its id, with the points that a rule takes in a span, and what is computed from them.
 * A series without a point in the span has an empty list of points. Undefined if no claim belongs
 * to the series.
 */
export async function findSeries(
  snapshot: Snapshot,
  id: string,
  { rule, from, to, latest, ...computed }: Asked
): Promise<WithWarnings<Series> | undefined> {
  const dimensions = readSeriesId(id)
  if (!dimensions) return undefined
  const known = await existingIds(snapshot, 'metric', [dimensions.metric])
  if (known.length === 0) return undefined
  const { partnered: _, ...metric } = await findTraits(snapshot, dimensions.metric)
  const span = { from, to }
  const calendars = calendarsToRead(computed.aggregate, [dimensions.calendar])
  const asked = { metric, calendars, span }
  const plan = await planTransform(snapshot, computed, asked)
  const shown = { rule, latest, conditions: span, ...plan }
  const found = await readSeries(snapshot, dimensions, { metric, ...shown })
  if (found) {
    requireBase(found.series, shown)
    return { row: showSeries(found.series, shown), warnings: found.warnings }
  }
  // The series may have claims, but none that the rule takes in the span.
  const all = { rule: 'preferred', conditions: {}, reads: {}, transformation: undefined } as const
  const whole = await readSeries(snapshot, dimensions, { metric, ...all })
  if (!whole) return undefined
  const warning = 'points: no claim of this series meets `rule`, `from` and `to`.'
  return { row: showSeries({ ...whole.series, claims: [] }, shown), warnings: [warning] }
}

async function readSeries(
  snapshot: Snapshot,
  dimensions: SeriesDimensions,
  { conditions: span, ...asked }: Plan & { metric: Traits; rule: Rule; conditions: Span }
): Promise<Found | undefined> {
  const conditions = conditionsFor(dimensions)
  if (!conditions) return undefined
  const filters = {
    ...asked,
    // Claims without a partner are then read alone.
    partnered: dimensions.partner === null ? ('no' as const) : ('yes' as const),
    conditions: { ...conditions, ...span }
  }
  const stretch = await listSeries(snapshot, filters, { after: undefined, limit: 1 })
  const { rows, warnings = [] } = await addNeeded(snapshot, stretch, filters)
  const [series] = rows
  return series && { series, warnings }
}

/** The conditions that only claims of this series meet; undefined if a word does not exist. */
function conditionsFor({
  subject,
  partner,
  direction,
  mode,
  product,
  calendar
}: SeriesDimensions): Conditions | undefined {
  const [ways, means] = [
    DIRECTIONS.filter((one) => one === direction),
    MODES.filter((one) => one === mode)
  ]
  if ((direction !== null && ways.length === 0) || (mode !== null && means.length === 0))
    return undefined
  return {
    subject: [subject],
    partner: partner === null ? undefined : [partner],
    direction: direction === null ? undefined : ways,
    undirected: direction === null ? true : undefined,
    mode: mode === null ? undefined : means,
    modeless: mode === null ? true : undefined,
    product: product === null ? undefined : [product],
    total: product === null ? true : undefined,
    calendar: calendarPatterns([calendar])
  }
}

/** Why no series has this id, with the addresses of series near it. */
export async function explainSeries(snapshot: Snapshot, id: string): Promise<Unknown> {
  const dimensions = readSeriesId(id)
  if (!dimensions)
    return {
      message:
        `This is not the id of a series. Such an id is ${SERIES_ID_FORM}; ` +
        'a part that the figures do not have is empty. /v1/series shows the ids.',
      allowed: [`/v1/series/${SERIES_ID_EXAMPLE}`]
    }
  const near = await listNear(snapshot, dimensions)
  const calendars = near.filter((one) => isOtherCalendar(one, dimensions))
  const message =
    calendars.length > 0
      ? `No figure of this series has the calendar ${dimensions.calendar}. It has figures of ` +
        `${calendars.map(({ calendar }) => calendar).join(', ')}.`
      : 'No claim belongs to the series with this id.'
  const addresses = near.slice(0, NEAR_MAX).map((one) => `/v1/series/${seriesId(one)}`)
  return { message, allowed: addresses.length > 0 ? addresses : [SOME_SERIES] }
}
