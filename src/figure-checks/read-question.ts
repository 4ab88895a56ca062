// Turns the parameters of a figure check into a question: ids that exist, the period, and the
// figure in the unit of the metric.
import type { Snapshot } from '../db/store.ts'
import { type ProblemError, parameterProblem, refusedParameter } from '../http/problems.ts'
import type { NamedNoun } from '../identifiers/queries.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { findTraits } from '../observations/series/queries.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { baseOf, type UnitTraits } from '../units/convert.ts'
import { findUnitWords } from '../units/queries.ts'
import type { Thing } from './claim-queries.ts'
import { type CountryCurrency, currenciesOf } from './currency-queries.ts'
import { daysOf, type Question } from './evaluate.ts'
import { findRateOf, RATED, type Rate } from './find-rate.ts'
import { type Figure, times } from './model/agreement.ts'
import type { FigureCheckQuery } from './query-schemas.ts'
import { readGivenFigure } from './read-figure.ts'
import type { Stated } from './stated/read-stated.ts'
import { listPartners } from './thing-queries.ts'

/** A question with the figure as it was given. */
export type Asked = {
  question: Question
  stated: Stated & { unit: string }
  unit: string
  /** Whether the metric is the same from both sides. */
  symmetric: boolean
}

/** Reads the question of a request. Throws a problem for each part that cannot be understood. */
export async function readQuestion(
  snapshot: Snapshot,
  query: FigureCheckQuery
): Promise<{ asked: Asked; warnings: string[] }> {
  const { period } = query
  const { thing, warnings } = await readThing(snapshot, query)
  const metric = await findTraits(snapshot, thing.metric)
  await checkPartner(snapshot, thing, metric.partnered)
  const sides = [thing.subject, ...(thing.partner ? [thing.partner] : [])]
  const local = await currenciesOf(snapshot, sides)
  const stated = await readGivenFigure(snapshot, query, { unit: metric.unit, local })
  const { unit: counted } = await findUnitWords(snapshot, metric.unit)
  const at = stated.currency !== null && query.value !== undefined ? 'unit' : 'stated'
  const converted = await rateFor(snapshot, { stated, at, period, unit: counted, local })
  const figure = inUnit(stated, counted, converted)
  const isMoney = baseOf(counted) === RATED && stated.currency === null
  const question = { thing, period, figure, converted, local: isMoney ? local : [] }
  const unit = stated.currency ?? metric.unit
  return {
    asked: {
      question,
      stated: { ...stated, unit },
      unit: metric.unit,
      symmetric: metric.symmetric
    },
    warnings
  }
}

async function readThing(
  snapshot: Snapshot,
  { metric, subject, partner, direction, mode, product }: FigureCheckQuery
): Promise<{ thing: Thing; warnings: string[] }> {
  const warnings: string[] = []
  const one = async (noun: NamedNoun, parameter: string, value: string) => {
    if (isListOfIds(value)) throw await severalIds(snapshot, { noun, parameter }, value)
    const found = await resolveAll(snapshot, noun, parameter, [value])
    warnings.push(...found.warnings)
    return found.ids[0] ?? value
  }
  const thing = {
    metric: await one('metric', 'metric', metric),
    subject: await one('entity', 'subject', subject),
    partner: partner === undefined ? null : await one('entity', 'partner', partner),
    direction: direction === undefined || direction === 'all' ? null : direction,
    mode: mode ?? null,
    product: product === undefined ? null : await one('product', 'product', product)
  }
  return { thing, warnings }
}

/** Refuses a partner where the metric has none, and asks for one where it always has one. */
async function checkPartner(
  snapshot: Snapshot,
  { metric, subject, partner }: Thing,
  partnered: 'yes' | 'no' | 'optional'
): Promise<void> {
  if (partner === subject)
    throw refusedParameter('partner', `${subject} stands on both sides.`, ['another entity'])
  if (partner !== null && partnered === 'no')
    throw refusedParameter('partner', `Figures of ${metric} have no partner.`, ['no partner'])
  if (partner !== null || partnered !== 'yes') return
  const partners = await listPartners(snapshot, metric, subject)
  const [first] = partners
  const known = first ? ` Those of ${subject}: ${partners.join(', ')}.` : ''
  throw refusedParameter(
    'partner',
    `Figures of ${metric} are about two: name the partner.${known}`,
    partners.length > 0 ? partners : ['an id from GET /v1/entities'],
    { lacks: first ? { name: 'partner', value: first } : undefined }
  )
}

/** A stated figure in the unit of the metric. Money came in whole units of its currency. */
function inUnit(
  { value, half, currency }: Stated,
  { factor }: UnitTraits,
  converted: Rate | undefined
): Figure {
  const figure = { value, half }
  return currency === null ? figure : times(figure, 1 / ((converted?.rate ?? 1) * factor))
}

type Money = {
  stated: Stated
  /** The parameter that names the currency. */
  at: 'stated' | 'unit'
  period: string
  unit: UnitTraits
  local: readonly CountryCurrency[]
}

/** The rate that converts a figure; undefined if the metric is counted in its currency. */
async function rateFor(
  snapshot: Snapshot,
  { stated, at, period, unit, local }: Money
): Promise<Rate | undefined> {
  const { currency } = stated
  if (currency === null || currency === baseOf(unit)) return undefined
  if (baseOf(unit) !== RATED) {
    const message = `The metric is counted in ${unit.id}; only dollars convert to ${currency}.`
    throw refuse(at, message, [`the figure in ${unit.id}`])
  }
  const rate = await findRateOf(snapshot, currency, daysOf(period), local)
  if (rate) return rate
  const message =
    `There is no exchange rate of ${currency} for ${labelPeriod(period)}, so this figure ` +
    `cannot be held against claims in ${unit.id}. ` +
    'See /v1/series?metric=exchange_rate for the rates there are.'
  throw refuse(at, message, [`the figure in ${unit.id}`])
}

function refuse(at: string, message: string, allowed: string[]) {
  const error: ProblemError = { pointer: `/query/${at}`, message, allowed, meant: null }
  return parameterProblem('invalid_parameter', [error])
}
