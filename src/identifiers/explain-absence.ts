// Says why an id that was there, or will be there, is not there at the asked time.
import { listPath } from '../nouns.ts'
import type { Absence } from './absence-queries.ts'
import type { UnknownId } from './explain-unknown.ts'
import type { NamedNoun } from './queries.ts'

/** The error for an id that was withdrawn, or that was added later. */
export function explainAbsence(noun: NamedNoun, id: string, absence: Absence): UnknownId {
  if ('since' in absence) {
    const { time, revision } = absence.since
    return {
      message: `The ${noun} ${id} did not exist yet: revision ${revision} added it at ${time}.`,
      allowed: [`an as_of of ${time} or later`]
    }
  }
  const { time, revision, note } = absence.withdrawn
  const why = note === null ? '' : `: ${note.replace(/\.$/, '')}`
  const hasHistory = noun === 'observation' || noun === 'projection'
  return {
    message: `The ${noun} ${id} was withdrawn at ${time} with revision ${revision}${why}.`,
    allowed: [
      hasHistory
        ? `${listPath(noun)}/${encodeURIComponent(id)}/history`
        : `an id from GET ${listPath(noun)}`
    ],
    code: 'withdrawn'
  }
}
