// Says in plain words how the status of a target changed, or how far a forecast was off. Pure.
import type { Status } from '../projections/assessment-words.ts'
import { distinctWords, figureWords } from '../units/figure-words.ts'
import { aboutSource, projectionWords } from './describe-version.ts'
import type { AssessmentEvent } from './event.ts'
import type { EventKind } from './question.ts'

const STATUS_WORDS: Readonly<Record<Status, string>> = {
  achieved: 'achieved',
  on_track: 'on track',
  behind: 'behind',
  far_behind: 'far behind',
  wrong_way: 'going the wrong way',
  missed: 'missed',
  not_assessable: 'not assessable'
}
const PERCENT = { id: 'percent', name: 'Percent', kind: 'share' }

export function describeAssessment(event: { kind: EventKind } & AssessmentEvent): {
  title: string
  lines: string[]
} {
  const { kind, projection: said } = event
  const title = kind === 'assessment' ? titleOfStatus(event) : titleOfError(event)
  return {
    title,
    lines: [
      `Printed as: ${said.text}`,
      ...aboutSource(said),
      ...(said.note === null ? [] : [`Note: ${said.note}`])
    ]
  }
}

function titleOfStatus({ projection: said, from, to }: AssessmentEvent): string {
  const words = (status: Status | null) => (status ? STATUS_WORDS[status] : 'without a status')
  const figure = figureWords(said, said.unit)
  const what = `${projectionWords(said)}: ${figure}, says ${said.author}`
  return `Target now ${words(to)}, before ${words(from)}: ${what}`
}

function titleOfError(event: AssessmentEvent): string {
  const { projection: said, actual } = event
  const what = projectionWords(said)
  if (actual === null) return `Forecast overtaken: ${what}, says ${said.author}`
  const came = { value: actual, low: null, high: null, bound: 'exact' as const }
  const [forecast, observed] = distinctWords(said, came, said.unit)
  const both = `${said.author} expected ${forecast}, it came to ${observed}`
  return `Forecast overtaken: ${what}: ${both}${offWords(event)}`
}

/** How far the forecast was above or below what came. */
function offWords({ error, error_percent }: AssessmentEvent): string {
  if (error === null || error_percent === null) return ''
  if (error === 0) return ' (as forecast)'
  const size = { value: Math.abs(error_percent), low: null, high: null, bound: 'exact' as const }
  return ` (the forecast was ${figureWords(size, PERCENT)} too ${error > 0 ? 'high' : 'low'})`
}
