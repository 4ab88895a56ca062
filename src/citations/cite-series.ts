// Citations of a series: the work cited is what this service makes of the claims, by a rule. The
// note names the documents that they were read in.
import { FACTS } from '../licenses.ts'
import { calendarInWords } from '../periods/calendar-words.ts'
import type { Series } from '../series/schemas.ts'
import { SERVICE_NAME } from '../short-citation.ts'
import type { Cited } from './cite-figure.ts'
import { citationKey, onOneLine, type Work } from './work.ts'

/** So many sources are named; of the others the number is told. */
const SOURCES_MAX = 10

/** The days between which points were asked for. */
type Span = { from?: string | undefined; to?: string | undefined }

/** A series, with what it is about in words; `updatedAt` is the time of the revision. */
export function citeSeries(
  { revision, address, updatedAt }: Cited & { updatedAt: string | null },
  series: Series,
  { about, from, to }: Span & { about: string }
): Work {
  const { id, calendar, rule } = series
  const span = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')
  const title = [about, calendarInWords(calendar), `by the rule ${rule}`, span]
  return {
    key: citationKey(
      [id, rule, ...(from ? [`from:${from}`] : []), ...(to ? [`to:${to}`] : [])],
      revision
    ),
    type: 'dataset',
    publisher: SERVICE_NAME,
    title: title.filter((part) => part !== '').join(', '),
    isDescribed: false,
    date: updatedAt?.slice(0, 10) ?? null,
    url: address,
    version: String(revision),
    accessed: null,
    note: onOneLine([...tellPoints(series), `Licence: ${FACTS}`].join(' ')) ?? ''
  }
}

function tellPoints({ points }: Series): string[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ['It has no points.']
  const span =
    points.length === 1
      ? `It has one point, ${first.period_label}.`
      : `It has ${points.length} points, ${first.period_label} to ${last.period_label}.`
  const sources = sourcesOf(points)
  const more = sources.length > SOURCES_MAX ? `; and ${sources.length - SOURCES_MAX} more` : ''
  const shown = sources.slice(0, SOURCES_MAX).join('; ')
  return [span, `Sources of its points, the newest first: ${shown}${more}.`]
}

/** Publisher and year of each document, those of the newest points first. */
function sourcesOf(points: Series['points']): string[] {
  const found = points.toReversed().flatMap(({ source }) => (source ? [source] : []))
  const byId = new Map(found.map((source) => [source.id, source]))
  const counts = new Map<string, number>()
  for (const { publisher, published } of byId.values()) {
    const text = `${publisher}, ${published?.slice(0, 4) ?? 'no date'}`
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} documents)`))
}
