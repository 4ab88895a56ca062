// Answers a figure check: the verdict, the nearest claims, the series and the projections.
import type { Snapshot } from '../db/store.ts'
import type { WithWarnings } from '../http/single-content.ts'
import { dayNumber } from '../numbers/days.ts'
import { rounded } from '../numbers/rounded.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { parsePeriod } from '../periods/read-period.ts'
import { takeClaim } from '../series/rules.ts'
import { seriesId } from '../series-id.ts'
import { type Claim, readClaims, readNearestInTime, readUndated } from './claim-queries.ts'
import { daysOf, evaluate, type Found, type Outcome } from './evaluate.ts'
import { explainNone } from './explain-none.ts'
import { listProjectionsFor } from './list-projections.ts'
import { agrees, distanceTo, type Figure, rangeOf } from './model/agreement.ts'
import { mirrorsOf } from './model/mirrors.ts'
import { type ClaimBeside, SHOWN_MAX } from './part-schemas.ts'
import type { FigureCheckQuery } from './query-schemas.ts'
import { type Asked, readQuestion } from './read-question.ts'
import type { FigureCheck } from './schemas.ts'
import { writeSentence } from './sentence.ts'
import { readWords } from './words.ts'

/** Checks a figure. Throws a problem if the question cannot be understood. */
export async function findFigureCheck(
  snapshot: Snapshot,
  query: FigureCheckQuery
): Promise<WithWarnings<FigureCheck>> {
  const { asked, warnings } = await readQuestion(snapshot, query)
  const { thing, period, figure } = asked.question
  const outcome = await evaluate(snapshot, asked.question)
  const { claims } = outcome
  const isEmpty = claims.length === 0
  const nearest = isEmpty ? await findNearestInTime(snapshot, asked) : byDistance(figure, claims)
  const undated = byDistance(figure, await readUndated(snapshot, thing))
  const isUnknown = nearest.length + undated.length === 0 && !outcome.found
  const elsewhere = isUnknown ? await explainNone(snapshot, thing) : []
  const row = {
    ...thing,
    period,
    period_label: labelPeriod(period),
    ...daysOf(period),
    unit: asked.unit,
    stated: showStated(asked),
    method: 'figure_check' as const,
    verdict: outcome.verdict,
    claims_count: claims.length,
    agreeing_count: outcome.agreeing.length,
    range: rangeOf(claims),
    nearest,
    mirror: byDistance(figure, await readMirror(snapshot, asked)),
    undated,
    found: outcome.found && showFound(outcome.found),
    series: seriesOf(asked, outcome),
    projections: await listProjectionsFor(snapshot, asked)
  }
  const sentence = writeSentence(row, await readWords(snapshot, row))
  return { row: { ...row, sentence }, warnings: [...warnings, ...outcome.warnings, ...elsewhere] }
}

/**
 * The claims of the other side about the same flow. With sides exchanged, most metrics are about
 * another flow: students of the other country.
 */
async function readMirror(snapshot: Snapshot, asked: Asked): Promise<Claim[]> {
  const { thing, period } = asked.question
  const mirror = thing.partner === null ? undefined : mirrorsOf(thing)[0]
  const isSame = mirror && (asked.symmetric || mirror.metric !== thing.metric)
  return isSame ? (await readClaims(snapshot, mirror, daysOf(period))).claims : []
}

function showStated({ question, stated }: Asked): FigureCheck['stated'] {
  const { text, value, bound, unit } = stated
  const { figure, converted } = question
  return {
    text,
    value,
    unit,
    bound,
    rate: converted?.rate ?? null,
    rate_observation: converted?.claim.id ?? null,
    compared: figure.value,
    half_unit: figure.half
  }
}

function showFound({ figure, slip, rate, thing, period, claims }: Found): FigureCheck['found'] {
  return {
    compared: figure.value,
    multiply_by: slip?.factor ?? null,
    scale: slip?.word ?? null,
    currency: rate?.currency ?? null,
    rate: rate?.rate ?? null,
    rate_observation: rate?.claim.id ?? null,
    ...thing,
    period,
    period_label: labelPeriod(period),
    claims_count: claims.length,
    claims: byDistance(figure, claims)
  }
}

/** The nearest claims first; those of one distance by id. */
function byDistance(figure: Figure, claims: readonly Claim[]): ClaimBeside[] {
  const apart = (claim: ClaimBeside) => Math.abs(claim.difference)
  const all = claims.map((claim) => beside(figure, claim))
  return all.sort((one, other) => apart(one) - apart(other)).slice(0, SHOWN_MAX)
}

/** The claims of the thing for other periods, the nearest in time first. */
async function findNearestInTime(snapshot: Snapshot, { question }: Asked): Promise<ClaimBeside[]> {
  const { thing, period, figure } = question
  const days = daysOf(period)
  const gap = (claim: Claim) =>
    Math.max(
      dayNumber(claim.starts_on) - dayNumber(days.ends_on),
      dayNumber(days.starts_on) - dayNumber(claim.ends_on),
      0
    )
  const claims = await readNearestInTime(snapshot, thing, days)
  return claims.sort((one, other) => gap(one) - gap(other)).map((claim) => beside(figure, claim))
}

function beside(figure: Figure, { revision: _, ...claim }: Claim): ClaimBeside {
  const { difference, nearest } = distanceTo(figure.value, claim)
  const percent = nearest === 0 ? null : rounded((100 * difference) / Math.abs(nearest), 2)
  return {
    ...claim,
    agrees: agrees(figure, claim),
    difference,
    difference_percent: percent
  }
}

/** The series of a thing, and its point among the claims of the period. */
function seriesOf({ question }: Asked, { claims }: Outcome): FigureCheck['series'] {
  const { thing, period } = question
  const claim = takeClaim(claims, 'preferred')
  const calendar = parsePeriod(period)?.calendar ?? ''
  const id = seriesId({ ...thing, direction: claim?.direction ?? thing.direction, calendar })
  if (!claim) return { id, point: null }
  const { id: observation, value, low, high, bound } = claim
  return { id, point: { observation, value, low, high, bound } }
}
