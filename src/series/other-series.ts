// Reads the series that values are divided by or converted by, once for all series of a page.
import type { Snapshot } from '../db/store.ts'
import type { Stretch } from '../http/page.ts'
import type { OtherMetric } from './other-metric.ts'
import type { ServedSeries } from './page.ts'
import { formSeries, type PlacedSeries } from './points.ts'
import { listPairClaims } from './queries.ts'
import { type Rule, sourceOf } from './rules.ts'
import type { Span } from './span.ts'

/** The most claims read for a page. A hundred subjects with a hundred years have fewer. */
const CLAIMS_MAX = 20_000

type Wanted = { other: OtherMetric; rule: Rule; reads: Span }

/**
 * The rule for the figures of the other metric: the same one, but `preferred` in place of a source,
 * which need not have figures of both.
 */
export function otherRule(rule: Rule): Rule {
  return sourceOf(rule) === undefined ? rule : 'preferred'
}

/** Adds to each series the totals of another metric about the same subject, in all calendars. */
export async function addOtherSeries(
  snapshot: Snapshot,
  stretch: Stretch<ServedSeries>,
  { other, rule, reads }: Wanted
): Promise<Stretch<ServedSeries>> {
  const { rows } = stretch
  if (rows.length === 0) return stretch
  const { series, warnings } = await readTotals(snapshot, rows, { other, rule, reads })
  const byPair = Map.groupBy(series, keyOf)
  return {
    ...stretch,
    rows: rows.map((row) => ({ ...row, others: byPair.get(keyOf(pairOf(row, other))) ?? [] })),
    warnings: [...(stretch.warnings ?? []), ...warnings]
  }
}

/** Adds the exchange rate of a country to each series. */
export async function addRates(
  snapshot: Snapshot,
  stretch: Stretch<ServedSeries>,
  { country, ...wanted }: Wanted & { country: string }
): Promise<Stretch<ServedSeries>> {
  if (stretch.rows.length === 0) return stretch
  const about = [{ subject: country, partner: null }]
  const { series: rates, warnings } = await readTotals(snapshot, about, wanted)
  return {
    ...stretch,
    rows: stretch.rows.map((row) => ({ ...row, rates })),
    warnings: [...(stretch.warnings ?? []), ...warnings]
  }
}

/** Reads the totals of a metric about some subjects and partners, in all calendars. */
async function readTotals(
  snapshot: Snapshot,
  pairs: readonly Pair[],
  { other, rule, reads }: Wanted
): Promise<{ series: PlacedSeries[]; warnings: string[] }> {
  const found = await listPairClaims(snapshot, wantedClaims(pairs, other, reads), {
    from: undefined,
    most: CLAIMS_MAX + 1
  })
  const warning =
    `${other.id}: there are more than ${CLAIMS_MAX} claims about the subjects of this page; ` +
    'some figures were not read. Ask for a smaller `limit`.'
  return {
    series: formSeries(found.slice(0, CLAIMS_MAX), otherRule(rule)),
    warnings: found.length > CLAIMS_MAX ? [warning] : []
  }
}

type Pair = Pick<PlacedSeries, 'subject' | 'partner'>

/** The other figures name the same partner, if figures of their metric name one. */
function pairOf({ subject, partner }: Pair, { partnered }: OtherMetric): Pair {
  return { subject, partner: partnered === 'no' ? null : partner }
}

function keyOf({ subject, partner }: Pair): string {
  return JSON.stringify([subject, partner])
}

function wantedClaims(rows: readonly Pair[], { id, partnered }: OtherMetric, span: Span) {
  const partners = rows.flatMap(({ partner }) => partner ?? [])
  return {
    metric: id,
    partnered,
    source: undefined,
    conditions: {
      subject: [...new Set(rows.map(({ subject }) => subject))],
      partner: partnered === 'yes' ? [...new Set(partners)] : undefined,
      undirected: true as const,
      modeless: true as const,
      total: true as const,
      ...wholeYears(span)
    }
  }
}

/** The population of a month is that of its year. */
function wholeYears({ from, to }: Span): Span {
  return {
    from: from && `${from.slice(0, 4)}-01-01`,
    to: to && `${to.slice(0, 4)}-12-31`
  }
}
