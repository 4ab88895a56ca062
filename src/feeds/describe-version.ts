// Says in plain words what a new, corrected or withdrawn claim or projection says. Pure.

import { distinctWords, figureWords } from '../units/figure-words.ts'
import type { Said, SaidProjection, VersionEvent } from './event.ts'
import type { EventKind } from './question.ts'
import { periodWords, thingAlone, thingWords } from './thing-words.ts'

type Described = { title: string; lines: string[] }
type Version = { kind: EventKind; reason: string | null } & VersionEvent

export function describeVersion(event: Version): Described {
  const { kind, now, reason } = event
  const title = event.type === 'observation' ? titleOfClaim(event) : titleOfProjection(event)
  const changes = event.before ? changesBetween(event.before, event.now) : []
  return {
    title,
    lines: [
      `${kind === 'withdrawal' ? 'It was printed as' : 'Printed as'}: ${now.text}`,
      ...changes.map((change) => `Changed: ${change}.`),
      ...(event.type === 'projection' ? aboutProjection(event.now) : []),
      ...aboutSource(now),
      ...(now.note === null ? [] : [`Note: ${now.note}`]),
      ...(reason === null ? [] : [`Reason: ${reason}`]),
      ...(now.metric.definition === '' ? [] : [`${now.metric.name}: ${now.metric.definition}`])
    ]
  }
}

function titleOfClaim({
  kind,
  now,
  before
}: {
  kind: EventKind
  now: Said
  before: Said | null
}): string {
  const what = thingWords(now)
  const figure = figureWords(now, now.unit)
  if (kind === 'withdrawal') return `Withdrawn: ${what}: ${figure}, said ${now.author}`
  if (!before) return `${what}: ${figure}, says ${now.author}`
  return `Corrected: ${correction(what, thingWords(before), before, now)}`
}

function titleOfProjection({
  kind,
  now,
  before
}: {
  kind: EventKind
  now: SaidProjection
  before: SaidProjection | null
}): string {
  const what = projectionWords(now)
  const name = now.kind === 'forecast' ? 'forecast' : 'target'
  if (kind === 'withdrawal')
    return `Withdrawn ${name}: ${what}: ${figureWords(now, now.unit)}, said ${now.author}`
  if (!before) return `New ${name}: ${what}: ${figureWords(now, now.unit)}, says ${now.author}`
  return `Corrected ${name}: ${correction(what, projectionWords(before), before, now)}`
}

/** What a projection is about: `Pakistan–Kazakhstan, goods trade turnover by 2030`. */
export function projectionWords(said: SaidProjection): string {
  const period = periodWords(said.period)
  if (period === '') return `${thingAlone(said)}, without a date`
  return said.kind === 'forecast'
    ? `${thingAlone(said)}, ${period}`
    : `${thingAlone(said)} by ${period}`
}

/** What it says now, and what it said before. */
function correction(what: string, earlier: string, before: Said, now: Said): string {
  const isSame = sameFigure(before, now) && before.unit.id === now.unit.id
  const [was, is] = isSame
    ? [figureWords(before, before.unit), figureWords(now, now.unit)]
    : distinctWords(before, now, before.unit, now.unit)
  if (what !== earlier) return `${what}: ${is}, says ${now.author}; before: ${earlier}: ${was}`
  if (!isSame) return `${what}: now ${is}, before ${was}, says ${now.author}`
  const names = changedNames(before, now)
  const changed = names.length > 0 ? names.join(', ') : 'details'
  return `${what}: ${is}, says ${now.author} (changed: ${changed})`
}

function sameFigure(one: Said, other: Said): boolean {
  return (['value', 'low', 'high', 'bound'] as const).every((key) => one[key] === other[key])
}

/** What else a correction may change, as people call it. */
const CHANGEABLE = {
  author: 'author',
  text: 'printed text',
  note: 'note',
  source: 'source',
  kind: 'kind',
  scenario: 'scenario',
  condition: 'condition'
} as const

function changedNames(before: Said, now: Said): string[] {
  return Object.entries(CHANGEABLE).flatMap(([key, name]) =>
    wordsOf(before, key) === wordsOf(now, key) ? [] : [name]
  )
}

function changesBetween(before: Said, now: Said): string[] {
  const figures = sameFigure(before, now) ? [] : [`figure from ${exact(before)} to ${exact(now)}`]
  const [from, to] = [thingWords(before), thingWords(now)]
  const others = Object.entries(CHANGEABLE).flatMap(([key, name]) => {
    const [was, is] = [wordsOf(before, key), wordsOf(now, key)]
    return was === is ? [] : [`${name} from ${quoted(was)} to ${quoted(is)}`]
  })
  return [
    ...figures,
    ...(from === to ? [] : [`thing from ${quoted(from)} to ${quoted(to)}`]),
    ...others
  ]
}

function exact(said: Said): string {
  return figureWords(said, said.unit, { isExact: true })
}

function wordsOf(said: Said, key: string): string {
  if (key === 'source') return said.source?.title ?? ''
  // Only projections have some of these fields.
  return String((said as unknown as Record<string, unknown>)[key] ?? '')
}

function quoted(words: string): string {
  return words === '' ? 'nothing' : `“${words}”`
}

function aboutProjection({ kind, scenario, condition }: SaidProjection): string[] {
  return [
    `${kind === 'forecast' ? 'Forecast' : 'Target'} of the scenario “${scenario}”.`,
    ...(condition === null ? [] : [`Condition: ${condition}`])
  ]
}

/** The author, and the document in which the figure was read. */
export function aboutSource({ author, source }: Said): string[] {
  if (!source) return [`Author: ${author}`]
  const { publisher, title, url } = source
  const document = [publisher, `“${title}”`, url].filter((part) => part !== null).join(', ')
  return [...(author === publisher ? [] : [`Author: ${author}`]), `Read in: ${document}`]
}
