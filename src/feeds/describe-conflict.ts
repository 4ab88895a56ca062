// Says in plain words which claims conflict, or no longer do. Pure.
import { RULES } from '../conflicts/rules.ts'
import {
  distinctWords,
  figureWords,
  type Interval,
  intervalWords,
  type Unit
} from '../units/figure-words.ts'
import { aboutSource } from './describe-version.ts'
import type { ConflictEvent, Said } from './event.ts'
import type { EventKind } from './question.ts'
import { thingWords } from './thing-words.ts'

type Conflict = { kind: EventKind } & ConflictEvent

/** What the stated figure is compared with, where that is not one claim. */
const COMPARED = {
  contradicts: 'other claims',
  mirror_of: 'the figure of the partner',
  part_exceeds_whole: 'the sum of known parts',
  sum_of_periods: 'the sum of its periods',
  sum_of_members: 'the sum of its members',
  sum_of_components: 'the sum of its components',
  sum_of_products: 'the sum of its products',
  sum_of_legs: 'the sum of its legs',
  share_of: 'what the trade itself amounts to',
  ratio_of: 'the figure from which it was computed',
  growth: 'the earlier figure and the printed growth'
} as const

export function describeConflict(event: Conflict): { title: string; lines: string[] } {
  const { kind, thing, rule, stated, other, amounts, expected, unit, claims } = event
  const [one, another] = sides(event)
  const isResolved = kind === 'conflict_resolved'
  const what = thingWords(thing)
  const title = isResolved
    ? `No longer in conflict: ${what}: ${one} and ${another}`
    : `Conflict: ${what}: ${one} against ${another}`
  const { rule: words, remark } = RULES[rule]
  return {
    title,
    lines: [
      ...(isResolved
        ? [
            event.isStillMade
              ? 'The figures now agree within their bounds and rounding.'
              : 'A claim was corrected or withdrawn, so that these figures are no longer compared.'
          ]
        : []),
      `Rule: ${words}`,
      ...(remark === null ? [] : [`But: ${remark}`]),
      `Compared, with rounding: ${exactWords(amounts, unit)}, and ${exactWords(expected, unit)}.`,
      ...[stated, other].flatMap((said) => (said ? aboutSide(said) : [])),
      `Claims that take part: ${claims.toLocaleString('en')}`
    ]
  }
}

function exactWords(interval: Interval, unit: Unit): string {
  return intervalWords(interval, unit, { isExact: true })
}

/** The stated figure with its author, and what it is compared with. */
function sides(event: ConflictEvent): [string, string] {
  const { thing, rule, stated, other, expected, unit } = event
  if (!stated) return ['a figure', `${intervalWords(expected, unit)} (${COMPARED[rule]})`]
  if (other) {
    const [one, another] = distinctWords(stated, other, stated.unit, other.unit)
    return [`${one} (${whoseWords(stated, thing)})`, `${another} (${whoseWords(other, thing)})`]
  }
  // Where few digits hide the difference, all of them are shown.
  const short = [stated, expected].map((one) => endsOf(one).map((end) => wordsOf(end, unit)))
  const isExact = short[0]?.some((end) => short[1]?.includes(end)) ?? false
  const figure = figureWords(stated, stated.unit, { isExact })
  const said = `${figure} (${whoseWords(stated, thing)})${amountWords(event)}`
  return [said, `${intervalWords(expected, unit, { isExact })} (${COMPARED[rule]})`]
}

function endsOf(one: { value?: number | null; low: number | null; high: number | null }): number[] {
  return [one.value, one.low, one.high].filter((end) => end !== null && end !== undefined)
}

function wordsOf(value: number, unit: Unit): string {
  return figureWords({ value, low: null, high: null, bound: 'exact' }, unit)
}

/** What a share or a ratio amounts to, where it is compared as that. */
function amountWords({ rule, amounts, unit }: ConflictEvent): string {
  const isAmount = rule === 'share_of' || rule === 'ratio_of'
  return isAmount ? `, which is ${intervalWords(amounts, unit)},` : ''
}

/** The author, and what the figure is about if that is not what the check is about. */
function whoseWords(said: Said, thing: ConflictEvent['thing']): string {
  const [own, all] = [thingWords(said), thingWords(thing)]
  return own === all ? said.author : `${said.author} on ${own}`
}

function aboutSide(said: Said): string[] {
  const { id, text, note } = said
  return [
    `Claim ${id}: ${text} (${thingWords(said)}).`,
    ...aboutSource(said),
    ...(note === null ? [] : [`Note: ${note}`])
  ]
}
