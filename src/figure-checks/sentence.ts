// Says a figure check in plain words. It says what is claimed, and never what is true.
import type { Snapshot } from '../db/store.ts'
import { figureInWords } from '../numbers/figure-words.ts'
import { labelPeriod } from '../periods/label-period.ts'
import type { Thing } from './claim-queries.ts'
import { rangeOf } from './model/agreement.ts'
import { lookUpNames, type ThingNames } from './name-queries.ts'
import type { FigureCheck } from './schemas.ts'

type Checked = Omit<FigureCheck, 'sentence'>

/** More names would hide the answer. */
const NAMED_MAX = 3

/** The answer to a figure check in one to three sentences. */
export async function writeSentence(snapshot: Snapshot, check: Checked): Promise<string> {
  const { found, mirror } = check
  const names = await lookUpNames(snapshot, [
    check,
    ...(found ? [found] : []),
    ...mirror.slice(0, 1)
  ])
  const parts = [
    rateInWords(check),
    verdictInWords(check, names),
    boundInWords(check),
    mirrorInWords(check, names),
    undatedInWords(check),
    projectionsInWords(check)
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function verdictInWords(check: Checked, names: ThingNames): string {
  const { verdict, claims_count: all, agreeing_count: some } = check
  const figure = `"${check.stated.text}"`
  const about = `about ${aboutInWords(check, check.period, names)}`
  if (verdict === 'agrees')
    return all === 1
      ? `${figure} agrees with the only claim ${about}, that of ${saidBy(check.nearest[0])}.`
      : `${figure} agrees with all ${all} claims ${about}.`
  if (verdict === 'agrees_with_some')
    return `${figure} agrees with ${some} of ${all} claims ${about}. ${rangeInWords(check)}`
  if (verdict === 'within_range')
    return (
      `${figure} agrees with none of ${all} claims ${about}, but lies among them. ` +
      rangeInWords(check)
    )
  if (verdict === 'no_claim') return `There is no claim ${about}. ${nearestInWords(check)}`.trim()
  if (verdict === 'outside_all')
    return `${figure} ${agreesWithNone(all)} ${about}: it is ${sideInWords(check)}`
  return `${elsewhereInWords(check, about, names)}`
}

/** What a figure in another currency is, unless the verdict itself says so. */
function rateInWords({ stated, unit, verdict }: Checked): string {
  if (stated.rate === null || verdict === 'other_currency') return ''
  const dollars = figureInWords(stated.compared, unit)
  const rate = `${stated.rate} ${stated.unit} for a dollar`
  return `"${stated.text}" is ${dollars} at the rate of the period (${rate}).`
}

/** A verdict that begins with `other_`. */
function elsewhereInWords(check: Checked, about: string, names: ThingNames): string {
  const { found, verdict, unit, claims_count: all } = check
  const figure = `"${check.stated.text}"`
  if (!found) return ''
  const compared = figureInWords(found.compared, unit)
  const agreeing = all === 1 ? 'the only claim' : `${found.claims_count} of ${all} claims`
  const none =
    all === 0 ? `There is no claim ${about}.` : `${figure} ${agreesWithNone(all)} ${about}.`
  if (verdict === 'other_unit') {
    const changed = (found.multiply_by ?? 1) > 1 ? 'Multiplied' : 'Divided'
    return `${none} ${changed} by a ${found.scale} it is ${compared}, and agrees with ${agreeing}.`
  }
  if (verdict === 'other_currency') {
    const rate = `at the rate of the period (${found.rate} ${found.currency} for a dollar)`
    return check.stated.unit === found.currency
      ? `${figure} is ${compared} ${rate}, and agrees with ${agreeing} ${about}.`
      : `${none} But in ${found.currency} it would be ${compared} ${rate}, and agree with ` +
          `${agreeing}.`
  }
  const where = aboutInWords(found, found.period, names)
  const isOne = found.claims_count === 1
  const who = isOne ? `, that of ${saidBy(found.claims[0])}` : ''
  const count = isOne ? 'the claim' : `${found.claims_count} claims`
  return verdict === 'other_period'
    ? `${none} But it agrees with ${count} about ${labelPeriod(found.period)}${who}.`
    : `${none} But it agrees with ${count} about the mirror, ${where}${who}.`
}

function agreesWithNone(all: number): string {
  return all === 1 ? 'does not agree with the only claim' : `agrees with none of ${all} claims`
}

/** What a figure is about: `Goods trade turnover, Pakistan – Kazakhstan, 2023`. */
export function aboutInWords(
  thing: Thing,
  period: string,
  { metrics, places }: ThingNames
): string {
  const { metric, subject, partner, direction, mode, product } = thing
  const name = (id: string) => places.get(id) ?? id
  const sides = partner === null ? name(subject) : `${name(subject)} – ${name(partner)}`
  const more = [direction, mode, product].filter((part) => part !== null)
  return [metrics.get(metric) ?? metric, sides, ...more, labelPeriod(period)].join(', ')
}

function rangeInWords({ range, unit }: Checked): string {
  if (!range) return ''
  const [low, high] = [figureInWords(range.low, unit), figureInWords(range.high, unit)]
  return `The claims lie between ${low} and ${high}.`
}

/** How far a figure lies from the nearest claim. */
function sideInWords({ nearest, range, stated, unit }: Checked): string {
  const [near] = nearest
  if (!near || !range) return ''
  const isBelow = stated.compared < range.low
  const end = figureInWords(isBelow ? range.low : range.high, unit)
  const side = isBelow ? 'below the least that is claimed' : 'above the most that is claimed'
  const share = near.difference_percent
  const far = share === null ? '' : `${Math.abs(share)} % `
  return `${far}${side}, ${end} (${saidBy(near)}).`
}

function nearestInWords({ nearest, unit }: Checked): string {
  const [near] = nearest
  if (!near) return ''
  const { value, text, period_label } = near
  const said = value === null ? `"${text}"` : figureInWords(value, unit)
  return `The nearest in time is ${said} for ${period_label}, by ${saidBy(near)}.`
}

/** Words such as `more than` do not move the verdict, so the sentence says where the claims lie. */
function boundInWords({ stated, nearest, claims_count: all, verdict }: Checked): string {
  if (all === 0 || verdict === 'agrees') return ''
  const beyond = { at_least: -1, at_most: 1, about: 0, exact: 0, range: 0 }[stated.bound]
  const fitting = nearest.filter(({ difference }) => Math.sign(difference) === beyond)
  if (beyond === 0 || fitting.length === 0) return ''
  const [word, side] = beyond < 0 ? ['least', 'above'] : ['most', 'below']
  const claims = all === 1 ? 'the claim lies' : `${fitting.length} of the nearest claims lie`
  return `It was stated as the ${word}, and ${claims} ${side} it.`
}

/** What the other side claims of the same flow. */
function mirrorInWords({ mirror, unit, verdict }: Checked, names: ThingNames): string {
  const [near] = mirror
  const range = rangeOf(mirror)
  if (!near || !range || verdict === 'other_direction') return ''
  const [low, high] = [figureInWords(range.low, unit), figureInWords(range.high, unit)]
  const figures = low === high ? low : `${low} to ${high}`
  const name = (id: string | null) => (id === null ? '' : (names.places.get(id) ?? id))
  const sides = `${name(near.subject)} – ${name(near.partner)}`
  const metric = names.metrics.get(near.metric) ?? near.metric
  const who = mirror.length === 1 ? ` by ${saidBy(near)}` : ` in ${mirror.length} claims`
  return `From the other side (${metric}, ${sides}): ${figures}${who}.`
}

/** Claims without a period that say the same; any of them where there are no others. */
function undatedInWords({ undated, verdict, nearest }: Checked): string {
  const same = undated.filter(({ agrees }) => agrees || nearest.length === 0)
  if (same.length === 0 || verdict.startsWith('agrees')) return ''
  const said = same.slice(0, NAMED_MAX).map((claim) => `"${claim.text}" (${saidBy(claim)})`)
  return `Without a period it is claimed as ${said.join(', ')}.`
}

function projectionsInWords({ projections }: Checked): string {
  const [only, ...more] = projections
  if (!only) return ''
  const named = projections.slice(0, NAMED_MAX).map(({ id, text, agrees, ...projection }) => {
    const same = agrees ? ', which agrees' : ''
    return `${id}, "${text}" (${saidBy(projection)})${same}`
  })
  const count = more.length === 0 ? `One ${only.kind} is` : `${projections.length} projections are`
  return `${count} about this period: ${named.join('; ')}.`
}

function saidBy(
  claim: { attributed_to: string | null; source: { publisher: string } } | undefined
) {
  return claim?.attributed_to ?? claim?.source.publisher ?? 'an unnamed source'
}
