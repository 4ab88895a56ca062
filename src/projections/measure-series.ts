// Compares one series with a projection: its base, its latest figure and the result of each method.
// Pure.
import { rounded } from '../numbers/rounded.ts'
import { figureOf } from '../observations/series/points.ts'
import { isRate } from '../observations/series/traits.ts'
import { labelPeriod } from '../periods/label-period.ts'
import { firstDayOf, parsePeriod, yearsFrom } from '../periods/read-period.ts'
import { type Base, chooseBase } from './choose-base.ts'
import { basePeriod, isDirected } from './comparable-series.ts'
import type { Evidence, Placed } from './evidence.ts'
import { assessMethod, measurePace } from './measure-pace.ts'
import type { ProgressRow, Question } from './measure-progress.ts'
import type { NotAssessableReason, Pursuit } from './model/pursuit.ts'

/** A series on its way to the target; its samples are multiplied by the scale of the base. */
export type Way = { placed: Placed[]; base: Base | undefined; latest: Placed; pursuit: Pursuit }

/** The way of one series; undefined if it has no point up to the target date. */
export function placeSeries(
  { projection, traits, measuredOn }: Omit<Question, 'methods'>,
  direction: 1 | -1,
  { points, rule }: Evidence
): Way | undefined {
  const due = projection.target.period
  const origin = basePeriod(projection) ?? points[0]?.period ?? ''
  const asFound: Placed[] = points
    .filter(({ period }) => due === null || firstDayOf(period) <= firstDayOf(due))
    .map((point) => ({
      point,
      sample: { time: yearsFrom(origin, point.period), value: figureOf(point.claim, direction) }
    }))
  const base =
    rule === null ? ownBase(projection, asFound) : chooseBase(projection, asFound, origin)
  const placed = asFound.map((one) => scaled(one, base?.scale ?? 1))
  const latest = placed.at(-1)
  if (!latest) return undefined
  const pursuit: Pursuit = {
    direction,
    samples: placed.map(({ sample }) => sample),
    base: base?.sample ?? null,
    // The pace of the last years is compared with what the newest figure requires.
    start: base?.basis === 'recent' ? latest.sample : undefined,
    target: {
      time: due === null ? null : yearsFrom(origin, due),
      value: figureOf(projection.target, direction)
    },
    isPast: due !== null && (parsePeriod(due)?.ends_on ?? '') < measuredOn,
    isRate: isRate(traits.unit)
  }
  return { placed, base, latest, pursuit }
}

/** The figure of an author in the base period, or else the first later one. */
function ownBase(projection: Parameters<typeof basePeriod>[0], placed: Placed[]): Base | undefined {
  const found =
    basePeriod(projection) === null ? undefined : placed.find(({ sample }) => sample.time >= 0)
  if (!found) return undefined
  const basis = found.sample.time === 0 ? 'series' : 'later'
  return { basis, period: found.point.period, sample: found.sample, placed: found, scale: 1 }
}

function scaled({ point, sample }: Placed, scale: number): Placed {
  return { point, sample: { ...sample, value: sample.value * scale } }
}

export function measureSeries(
  question: Question,
  direction: 1 | -1,
  evidence: Evidence
): ProgressRow | undefined {
  const way = placeSeries(question, direction, evidence)
  if (!way) return undefined
  const { placed, base, latest, pursuit } = way
  const { series, rule, made, made_from } = evidence
  const { projection, methods } = question
  const barred = whyBarred(question)
  return {
    series,
    rule,
    made,
    made_from,
    base: base ? showBase(base) : null,
    latest: showFigure(latest, base?.scale ?? 1),
    points: placed.length,
    ...measurePace(projection, pursuit, base, latest),
    outcome: barred ? null : outcomeOf(pursuit, latest),
    methods: methods.map((method) => ({
      method,
      ...(barred ? { ...NOTHING, reason: barred } : assessMethod(projection, pursuit, method))
    }))
  }
}

const NOTHING = { value: null, projected: null, score: null, status: null } as const

/** Why no method applies: nobody can be held to a forecast, or to a rate without a direction. */
function whyBarred({ projection, traits }: Question): NotAssessableReason | null {
  if (projection.kind === 'forecast') return 'is_forecast'
  return isDirected(projection, traits) ? null : 'no_direction'
}

/** Whether the promise was kept; null if the target period was not observed. */
export function outcomeOf(
  { direction, target }: Pursuit,
  { sample }: Placed
): ProgressRow['outcome'] {
  if (sample.time !== target.time) return null
  return direction * (sample.value - target.value) >= 0 ? 'reached' : 'missed'
}

/** Bases whose point, if the series has one, is of the base period. */
const IN_BASE_PERIOD: Base['basis'][] = ['stated', 'rescaled', 'series']

function showBase({ basis, period, sample, placed, scale }: Base): ProgressRow['base'] {
  const figure = placed && showFigure(placed, 1)
  return {
    observation: figure?.observation ?? null,
    computed_from: figure?.computed_from ?? [],
    period: figure?.period ?? period,
    period_label: labelPeriod(figure?.period ?? period),
    value: sample.value,
    bound: figure?.bound ?? 'exact',
    others: figure?.others ?? 0,
    source: figure?.source ?? null,
    is_own: placed !== undefined && IN_BASE_PERIOD.includes(basis),
    basis,
    scale
  }
}

/** A figure of the series as it is, without the scale of its sample. */
function showFigure(
  { point: { period, claim, others, computed_from }, sample }: Placed,
  scale: number
): ProgressRow['latest'] {
  const shown = computed_from ? period : claim.period
  return {
    observation: computed_from ? null : claim.id,
    computed_from: computed_from ?? [],
    period: shown,
    period_label: labelPeriod(shown),
    value: scale === 1 ? sample.value : (claim.value ?? rounded(sample.value / scale, 4)),
    bound: claim.bound,
    others,
    source: computed_from ? null : claim.source
  }
}
