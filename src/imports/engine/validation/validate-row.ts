// Validates a row as a whole: the figure must fit its metric, and its ends must fit each other.
import type { ReadRow } from '../../../files/columns.ts'
import type { Noun } from '../../../nouns.ts'
import { parseDate } from '../../../periods/dates.ts'
import type { KnownUnits } from '../../../units/known-units.ts'
import type { LegEnds } from './follow-legs.ts'
import { validateEntity, validateProduct, validateUnit } from './validate-catalogue.ts'
import { validateCorridor, validateLeg } from './validate-network.ts'

type EntityKind = ReadRow<'entity'>['kind']

/** What is known of the things that a row names; undefined for things that do not exist. */
export type KnownThings = {
  isCountry: (id: string) => boolean
  /** The coordinates of a country. */
  country: (id: string) => Coordinates | undefined
  /** Whether the id reads as a country: its alpha-2 or alpha-3 code in upper or lower case. */
  namesCountry: (id: string) => boolean
  /** The kind of an entity, countries included. */
  kindOf: (id: string) => EntityKind | undefined
  metric: (id: string) => MetricTraits | undefined
  /** The places at which a leg ends. */
  leg: (id: string) => LegEnds | undefined
  source: (id: string) => SourceTraits | undefined
  /** All units; only for rows that use units. */
  units: KnownUnits
}
export type Coordinates = Pick<ReadRow<'entity'>, 'latitude' | 'longitude'>
/** The columns of a source that answers show with each figure. */
export type SourceTraits = Pick<ReadRow<'source'>, 'publisher' | 'kind' | 'url' | 'published'>
/** The columns of a metric that decide which figures fit it. */
export type MetricTraits = Pick<
  ReadRow<'metric'>,
  'id' | 'unit' | 'kind' | 'subject_kinds' | 'partnered' | 'by_product' | 'minimum' | 'maximum'
>
export type Report = (column: string, value: unknown, expected: string) => void
type Rules = { [N in Noun]?: (row: ReadRow<N>, known: KnownThings, report: Report) => void }

const RULES: Rules = {
  unit: validateUnit,
  metric: (row, _known, report) => validateMetric(row, report),
  entity: validateEntity,
  leg: validateLeg,
  corridor: validateCorridor,
  product: (row, _known, report) => validateProduct(row, report),
  observation(row, known, report) {
    validateFigure(row, known, report)
    validateProductOf(row, known.metric(row.metric), report)
    if (row.derived_from.includes(row.id)) report('derived_from', row.id, 'ids of other claims')
  },
  projection: validateFigure,
  event: (row, _known, report) => validateEvent(row, report),
  relation(row, _known, report) {
    if (row.others.length === 0) report('others', '', 'at least one claim')
    if (row.others.includes(row.observation))
      report('others', row.observation, 'ids of other claims')
  }
}

/**
 * Reports every cell of a row that contradicts another cell or a thing that the row names. Ids that
 * do not exist are reported elsewhere.
 */
export function validateRow<N extends Noun>(
  noun: N,
  row: ReadRow<N>,
  known: KnownThings,
  report: Report
): void {
  RULES[noun]?.(row, known, report)
}

function validateFigure(
  row: ReadRow<'observation'> | ReadRow<'projection'>,
  known: KnownThings,
  report: Report
): void {
  if (row.partner === row.subject) report('partner', row.subject, 'another entity than the subject')
  validateEnds(row, report)
  const metric = known.metric(row.metric)
  if (!metric) return
  const kind = known.kindOf(row.subject)
  if (kind && !isAllowed(kind, metric))
    report(
      'subject',
      row.subject,
      `an entity of kind ${metric.subject_kinds.join(' or ')}, not a ${kind}`
    )
  if (metric.partnered === 'yes' && row.partner === null)
    report('partner', '', `a partner, because ${metric.id} requires one`)
  if (metric.partnered === 'no' && row.partner !== null)
    report('partner', row.partner, `nothing, because ${metric.id} has no partner`)
  for (const column of ['value', 'low', 'high'] as const)
    validateBounds(column, row[column], metric, report)
  if ('base_value' in row) validateBounds('base_value', row.base_value, metric, report)
}

/** A claim has a product where its metric has figures of products, and none where it has not. */
function validateProductOf(
  { product }: ReadRow<'observation'>,
  metric: MetricTraits | undefined,
  report: Report
): void {
  if (metric?.by_product === 'yes' && product === null)
    report('product', '', `a product, because ${metric.id} requires one`)
  if (metric?.by_product === 'no' && product !== null) {
    const allow = 'its `by_product` is no; with `optional` it could have one'
    report('product', product, `nothing, because ${metric.id} has no products: ${allow}`)
  }
}

function validateBounds(
  column: string,
  figure: number | null,
  { id, minimum, maximum }: MetricTraits,
  report: Report
): void {
  if (figure === null) return
  if (minimum !== null && figure < minimum)
    report(column, figure, `at least ${minimum}, the minimum of ${id}`)
  if (maximum !== null && figure > maximum)
    report(column, figure, `at most ${maximum}, the maximum of ${id}`)
}

function validateMetric({ minimum, maximum }: ReadRow<'metric'>, report: Report): void {
  if (minimum !== null && maximum !== null && minimum > maximum)
    report('minimum', minimum, `at most the maximum, which is ${maximum}`)
}

/** An event of which only the year is known may end on any day of it. */
function validateEvent({ date, end_date }: ReadRow<'event'>, report: Report): void {
  const [begin, end] = [parseDate(date), parseDate(end_date ?? '')]
  if (begin && end && end.ends_on < begin.starts_on)
    report('end_date', end_date, `a date that is not before the event, which is of ${date}`)
}

/** A territory, whose status is disputed, may stand wherever a country may. */
function isAllowed(kind: EntityKind, { subject_kinds }: MetricTraits): boolean {
  return subject_kinds.includes(kind) || (kind === 'territory' && subject_kinds.includes('country'))
}

function validateEnds(row: ReadRow<'observation'> | ReadRow<'projection'>, report: Report): void {
  const single = row.value !== null && row.low === null && row.high === null
  const pair = row.value === null && row.low !== null && row.high !== null
  if (!single && !pair) report('value', row.value, 'either a value, or low and high')
  if (pair && (row.low ?? 0) > (row.high ?? 0))
    report('low', row.low, `at most high, which is ${row.high}`)
  if (pair !== (row.bound === 'range'))
    report(
      'bound',
      row.bound,
      pair
        ? 'range, because low and high are given'
        : 'another bound than range, because a single value is given'
    )
}
