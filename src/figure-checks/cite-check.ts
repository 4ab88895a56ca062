// Cites a figure check: the work is the answer of this service, at an address that stays the same.

import { citationKey, onOneLine, type Work } from '../citations/work.ts'
import type { Snapshot } from '../db/store.ts'
import { encode } from '../http/query-string.ts'
import { SERVICE_NAME } from '../short-citation.ts'
import type { FigureCheckQuery } from './query-schemas.ts'
import type { FigureCheck } from './schemas.ts'
import { aboutFigure } from './words.ts'

/** So many claims are named in a note. */
const CLAIMS_MAX = 5

type At = { base: string; query: FigureCheckQuery }

/** A figure check as a work to cite. `base` is the address of the service. */
export async function citeCheck(
  snapshot: Snapshot,
  check: FigureCheck,
  { base, query }: At
): Promise<Work> {
  const { revision, updatedAt } = snapshot
  const { metric, subject, partner, direction, mode, product, period, stated, sentence } = check
  const traffic = [direction, mode, product].map((part) => part ?? '').join(':')
  const sides = partner === null ? [subject] : [subject, partner]
  const parts = [metric, ...sides, ...(traffic === '::' ? [] : [traffic]), period, stated.text]
  const about = await aboutFigure(snapshot, check)
  return {
    key: citationKey(['check', ...parts], revision),
    type: 'document',
    publisher: SERVICE_NAME,
    title: `Figure check of “${stated.text}”: ${about}`,
    isDescribed: false,
    date: updatedAt?.slice(0, 10) ?? null,
    url: `${base}/v1/check?${addressOf(check, query, revision)}`,
    version: String(revision),
    accessed: null,
    note: onOneLine([sentence, tellClaims(check)].filter((part) => part !== '').join(' ')) ?? ''
  }
}

/** The question by ids, as of the revision, so that the address needs no names. */
function addressOf(check: FigureCheck, query: FigureCheckQuery, revision: number): string {
  const { metric, subject, partner, direction, mode, product, period } = check
  const { stated, value, unit } = query
  const asked = { metric, subject, partner, direction, mode, product, period, stated, value, unit }
  return Object.entries({ ...asked, as_of: String(revision) })
    .flatMap(([name, text]) => (text ? [`${name}=${encode(text)}`] : []))
    .join('&')
}

/** The nearest claims with the documents that they were read in. */
function tellClaims({ nearest }: FigureCheck): string {
  const shown = nearest.slice(0, CLAIMS_MAX).map(({ id, source }) => {
    return `${id} (${source.publisher}, ${source.published ?? 'no date'})`
  })
  const more = nearest.length > CLAIMS_MAX ? `, and ${nearest.length - CLAIMS_MAX} more` : ''
  return shown.length > 0 ? `Nearest claims: ${shown.join(', ')}${more}.` : ''
}
