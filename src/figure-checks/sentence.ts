// Says a figure check in plain words. It says what is claimed, and never what is true. Pure.
import { labelPeriod } from '../periods/label-period.ts'
import { rangeOf } from './model/agreement.ts'
import type { ClaimBeside } from './part-schemas.ts'
import type { FigureCheck } from './schemas.ts'
import type { Words } from './words.ts'

type Checked = Omit<FigureCheck, 'sentence'>

/** More names would hide the answer. */
const NAMED_MAX = 3

/** The answer to a figure check in a few sentences, the verdict first. */
export function writeSentence(check: Checked, words: Words): string {
  const parts = [
    rateInWords(check, words),
    verdictInWords(check, words),
    boundInWords(check),
    mirrorInWords(check, words),
    undatedInWords(check),
    projectionsInWords(check)
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** What a figure in another currency is, unless the verdict itself says so. */
function rateInWords({ stated, verdict }: Checked, { say }: Words): string {
  if (stated.rate === null || verdict === 'other_currency') return ''
  const rate = `${stated.rate} ${stated.unit} for a dollar`
  return `"${stated.text}" is ${say(stated.compared)} at the rate of the period (${rate}).`
}

function verdictInWords(check: Checked, words: Words): string {
  const { verdict, claims_count: all, agreeing_count: some, nearest } = check
  const figure = `"${check.stated.text}"`
  const about = `about ${words.about}`
  if (verdict === 'agrees')
    return all === 1
      ? `${figure} agrees with the only claim ${about}: ${claimInWords(nearest[0], words)}.`
      : `${figure} agrees with all ${all} claims ${about}: ${claimsInWords(check, words)}`
  const range = claimsInWords(check, words, 'The claims: ')
  if (verdict === 'agrees_with_some')
    return `${figure} agrees with ${some} of ${all} claims ${about}. ${range}`
  if (verdict === 'within_range')
    return `${figure} agrees with none of ${all} claims ${about}, but lies among them. ${range}`
  if (verdict === 'no_claim')
    return `There is no claim ${about}. ${nearestInWords(check, words)}`.trim()
  return verdict === 'outside_all'
    ? `${figure} ${agreesWithNone(all)} ${about}: it is ${sideInWords(check, words)}`
    : elsewhereInWords(check, words)
}

/** A verdict that begins with `other_`. */
function elsewhereInWords(check: Checked, words: Words): string {
  const { about, found: where, say } = words
  const { found, verdict, claims_count: all, stated, nearest } = check
  if (!found) return ''
  const figure = `"${stated.text}"`
  const compared = say(found.compared)
  const agreeing = all === 1 ? 'the only claim' : `${found.claims_count} of ${all} claims`
  const only = all === 1 ? `: ${claimInWords(nearest[0], words)}` : ''
  const none =
    all === 0
      ? `There is no claim about ${about}.`
      : `${figure} ${agreesWithNone(all)} about ${about}${only}.`
  if (verdict === 'other_unit') {
    const changed = (found.multiply_by ?? 1) > 1 ? 'Multiplied' : 'Divided'
    return `${none} ${changed} by a ${found.scale} it is ${compared}, and agrees with ${agreeing}.`
  }
  if (verdict === 'other_currency') {
    const rate = `at the rate of the period (${found.rate} ${found.currency} for a dollar)`
    return stated.unit === found.currency
      ? `${figure} is ${compared} ${rate}, and agrees with ${agreeing} about ${about}.`
      : `${none} If it is in ${found.currency}, it is ${compared} ${rate}, ` +
          `and agrees with ${agreeing}.`
  }
  const isOne = found.claims_count === 1
  const who = isOne ? `: ${claimInWords(found.claims[0], words)}` : ''
  const count = isOne ? 'the claim' : `${found.claims_count} claims`
  return verdict === 'other_period'
    ? `${none} It agrees with ${count} about ${labelPeriod(found.period)}${who}.`
    : `${none} It agrees with ${count} about the mirror, ${where}${who}.`
}

function agreesWithNone(all: number): string {
  return all === 1 ? 'does not agree with the only claim' : `agrees with none of ${all} claims`
}

/** The nearest claims with who makes them; of more than a few only the range. */
function claimsInWords(check: Checked, words: Words, first = ''): string {
  const { claims_count: all, nearest, range } = check
  const isOpen = nearest.some(({ bound }) => bound === 'at_least' || bound === 'at_most')
  if (all > NAMED_MAX && !isOpen && range)
    return `The claims lie between ${words.say(range.low)} and ${words.say(range.high)}.`
  const named = nearest.slice(0, NAMED_MAX).map((claim) => claimInWords(claim, words))
  const more = all > NAMED_MAX ? `; and ${all - NAMED_MAX} more` : ''
  return `${first}${named.join('; ')}${more}.`
}

/** `$52.5 million by Kazakh official statistics` */
function claimInWords(claim: ClaimBeside | undefined, { claimed }: Words): string {
  return claim ? `${claimed(claim)} by ${saidBy(claim)}` : ''
}

/** How far a figure lies from the nearest claim. */
function sideInWords({ nearest, range, stated }: Checked, words: Words): string {
  const [near] = nearest
  if (!near || !range) return ''
  const isBelow = stated.compared < range.low
  const side = isBelow ? 'below the least figure claimed' : 'above the greatest figure claimed'
  const share = near.difference_percent
  const far = share === null ? '' : `${Math.abs(share)} % `
  const meets = near.bound === (isBelow ? 'at_most' : 'at_least') ? ', which it meets' : ''
  return `${far}${side}: ${claimInWords(near, words)}${meets}.`
}

function nearestInWords({ nearest }: Checked, { claimed }: Words): string {
  const [near] = nearest
  if (!near) return ''
  return `The nearest in time is ${claimed(near)} for ${near.period_label}, by ${saidBy(near)}.`
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
function mirrorInWords({ mirror, verdict }: Checked, { mirror: about, say }: Words): string {
  const [near] = mirror
  const range = rangeOf(mirror)
  if (!near || !range || verdict === 'other_direction') return ''
  const [low, high] = [say(range.low), say(range.high)]
  const figures = low === high ? low : `${low} to ${high}`
  const who = mirror.length === 1 ? ` by ${saidBy(near)}` : ` in ${mirror.length} claims`
  return `From the other side (${about}): ${figures}${who}.`
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
    const same = agrees ? ', which agrees' : ', which differs'
    return `${id}, "${text}" (${saidBy(projection)})${same}`
  })
  const count = more.length === 0 ? `One ${only.kind} is` : `${projections.length} projections are`
  return `${count} about this period: ${named.join('; ')}.`
}

type Author = { attributed_to: string | null; source: { publisher: string } }

function saidBy({ attributed_to, source }: Author): string {
  return attributed_to ?? source.publisher
}
