// The id of a series: what its figures are about, in one text that is an address too.
import { calendarCodes } from './periods/calendars.ts'

/** What all figures of a series are about. */
export type SeriesDimensions = {
  metric: string
  subject: string
  partner: string | null
  direction: string | null
  mode: string | null
  product: string | null
  calendar: string
}

/** The form of an id, for messages and documents. */
export const SERIES_ID_FORM = 'metric~subject~partner~direction~mode~product~calendar'
/** An id of a series of the starter data. */
export const SERIES_ID_EXAMPLE = 'goods_trade~PAK~KAZ~~~~P1Y-01'

/** No id of the data set may hold this character, and URLs need not escape it (RFC 3986). */
export const SEPARATOR = '~'
/** The parts of an id, in their order; also statements that make ids take them from here. */
export const ID_PARTS = [
  'metric',
  'subject',
  'partner',
  'direction',
  'mode',
  'product',
  'calendar'
] as const satisfies (keyof SeriesDimensions)[]

/**
 * The id of a series, see {@link SERIES_ID_FORM}. A dimension that the figures do not have is
 * empty.
 */
export function seriesId(series: SeriesDimensions): string {
  return ID_PARTS.map((part) => series[part] ?? '').join(SEPARATOR)
}

/**
 * The dimensions of a series by its id; undefined if the text has not the form of such an id. The
 * things that it names may not exist.
 */
export function readSeriesId(text: string): SeriesDimensions | undefined {
  const parts = text.split(SEPARATOR)
  const [metric, subject, partner, direction, mode, product, calendar] = parts
  if (parts.length !== ID_PARTS.length || !metric || !subject || !calendar) return undefined
  if (calendarCodes(calendar)?.[0] !== calendar) return undefined
  return {
    metric,
    subject,
    partner: partner || null,
    direction: direction || null,
    mode: mode || null,
    product: product || null,
    calendar
  }
}
