// Says the question of a feed in words. Pure.
import { KIND_LABELS } from './entry.ts'
import type { Question } from './question.ts'
import { lowerFirst } from './thing-words.ts'

type Names = (id: string) => string

/** `goods trade turnover; Pakistan or Kazakhstan; correction or conflict`. */
export function questionWords(
  { metric, country, event }: Question,
  names: { metric: Names; country: Names }
): string {
  const parts = [
    metric?.map((id) => lowerFirst(names.metric(id))),
    country?.map(names.country),
    event?.map((kind) => lowerFirst(KIND_LABELS[kind]))
  ]
  return parts.flatMap((words) => (words ? [words.join(' or ')] : [])).join('; ')
}
