// Says the question of a feed in words. Pure.
import type { EventKind, Question } from './question.ts'
import { lowerFirst } from './thing-words.ts'

type Names = (id: string) => string

const KINDS: Readonly<Record<EventKind, string>> = {
  claim: 'new claims',
  projection: 'new projections',
  correction: 'corrections',
  withdrawal: 'withdrawals',
  conflict: 'conflicts',
  conflict_resolved: 'conflicts resolved',
  assessment: 'changed assessments',
  forecast_overtaken: 'forecasts overtaken'
}

/** `goods trade turnover; Pakistan or Kazakhstan; only corrections or conflicts`. */
export function questionWords(
  { metric, country, isPair, event }: Question,
  names: { metric: Names; country: Names }
): string {
  const parts = [
    metric?.map((id) => lowerFirst(names.metric(id))),
    isPair ? [(country ?? []).map(names.country).join('–')] : country?.map(names.country),
    event?.map((kind, index) => (index === 0 ? `only ${KINDS[kind]}` : KINDS[kind]))
  ]
  return parts.flatMap((words) => (words ? [words.join(' or ')] : [])).join('; ')
}
