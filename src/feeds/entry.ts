// Makes the entry of an event: what both formats show of it.

import { cleanLine, cleanText } from './clean-text.ts'
import { describeAssessment } from './describe-assessment.ts'
import { describeConflict } from './describe-conflict.ts'
import { describeVersion } from './describe-version.ts'
import { entryId } from './entry-id.ts'
import type { FeedEvent } from './event.ts'
import type { EventKind } from './question.ts'

/** Who tells what nobody but this service says. */
export const SERVICE = 'Corridor Metrics'

/** The words for each kind of event, as readers show them beside an entry. */
export const KIND_LABELS: Readonly<Record<EventKind, string>> = {
  claim: 'New claim',
  projection: 'New projection',
  correction: 'Correction',
  withdrawal: 'Withdrawal',
  conflict: 'Conflict',
  conflict_resolved: 'Conflict resolved',
  assessment: 'Assessment',
  forecast_overtaken: 'Forecast overtaken'
}

/** An entry, without markup. `time` is RFC 3339, UTC; the links are absolute. */
export type Entry = {
  id: string
  title: string
  text: string
  url: string
  /** The document in which the figure was read. */
  external_url: string | null
  time: string
  author: string
  event: EventKind
  metric: { id: string; name: string }
  type: FeedEvent['type']
  thing: string
  revision: number
}

export function makeEntry(event: FeedEvent, origin: string): Entry {
  const { title, lines } = describe(event)
  const said = saidIn(event)
  const { metric } = thingIn(event)
  return {
    id: entryId(event),
    title: cleanLine(title),
    text: lines.map(cleanText).join('\n'),
    url: origin + pathOf(event),
    external_url: webAddress(said?.source?.url ?? null),
    time: event.recorded_at,
    author: cleanLine(said?.author ?? '') || SERVICE,
    event: event.kind,
    metric: { id: metric.id, name: cleanLine(metric.name) },
    type: event.type,
    thing: event.id,
    revision: event.revision
  }
}

function describe(event: FeedEvent): { title: string; lines: string[] } {
  if (event.type === 'conflict') return describeConflict(event)
  if (event.type === 'assessment') return describeAssessment(event)
  return describeVersion(event)
}

/** Who is told in an event about something said; checks and assessments are our own. */
function saidIn(event: FeedEvent) {
  return event.type === 'observation' || event.type === 'projection' ? event.now : undefined
}

function thingIn(event: FeedEvent) {
  if (event.type === 'conflict') return event.thing
  return event.type === 'assessment' ? event.projection : event.now
}

/** Where the thing is shown as it was then: by revision, of which a second may have several. */
function pathOf(event: FeedEvent): string {
  const { type, id, kind, revision } = event
  const plural = type === 'observation' ? 'observations' : 'projections'
  if (type === 'conflict') return conflictPath(event)
  const path = `/v1/${plural}/${encodeURIComponent(id)}`
  return kind === 'withdrawal' ? `${path}/history` : `${path}?as_of=${revision}`
}

/** The conflicts of the thing. After a conflict, as they were when it was there. */
function conflictPath({
  rule,
  thing,
  kind,
  revision
}: Extract<FeedEvent, { type: 'conflict' }>): string {
  const query = new URLSearchParams({
    kind: rule,
    metric: thing.metric.id,
    subject: thing.subject.id,
    ...(thing.partner && { partner: thing.partner.id }),
    as_of: String(kind === 'conflict' ? revision : revision - 1)
  })
  return `/v1/conflicts?${query}`
}

/** The address if it is one that readers may open. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : null
}
