// Ids of entries and feeds: names of the same thing on every host, in both formats, for ever.
import { v5 } from 'uuid'
import type { FeedEvent } from './event.ts'
import type { Question } from './question.ts'

/** The namespace of these ids (RFC 9562 §5.5), drawn once. It must never change. */
const NAMESPACE = '7f0d1f5e-6a0c-4f3b-9a1e-2b6d0c9e4a57'

/** The id of the entry about an event. */
export function entryId({
  type,
  id,
  kind,
  revision
}: Pick<FeedEvent, 'type' | 'id' | 'kind' | 'revision'>): string {
  return urnOf(['entry', type, id, kind, revision])
}

/** The id of the feed of a question, the same on all its pages. */
export function feedId({ metric = [], country = [], event = [], isPair }: Question): string {
  const asked = [metric.toSorted(), country.toSorted(), event.toSorted()]
  return urnOf(['feed', ...asked, ...(isPair ? ['pair'] : [])])
}

/** JSON keeps the parts of a key apart, whatever characters an id has. */
function urnOf(key: unknown): string {
  return `urn:uuid:${v5(JSON.stringify(key), NAMESPACE)}`
}
