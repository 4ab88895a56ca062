// A work as CSL-JSON (https://docs.citationstyles.org), which the other styles are made from.
import { datePartsOf } from './dates.ts'
import type { Work, WorkType } from './work.ts'
import { titleOf } from './write-text.ts'

type CslDate = { 'date-parts': number[][] }

export type CslItem = {
  id: string
  type: WorkType
  genre?: string
  title?: string
  'container-title'?: string
  publisher?: string
  issued?: CslDate
  accessed?: CslDate
  URL?: string
  version?: string
  note: string
}

/** What a work may lack, in the order in which a note names it. */
const PARTS = { publisher: 'publisher', date: 'date', title: 'title', url: 'address' } as const

/** The work as an item. What is not known is not there, and the note says so. */
export function toCsl(work: Work): CslItem {
  const { key, type, publisher, date, url, version, accessed, note } = work
  const title = titleOf(work)
  // Newspapers and encyclopedias are named as what the work appeared in.
  const hasContainer = type === 'article-newspaper' || type === 'entry-encyclopedia'
  return {
    id: key,
    type,
    // Without it, BibTeX would print `Technical report`.
    ...(type === 'report' && { genre: 'Report' }),
    ...(title !== null && { title }),
    ...(publisher !== null && hasContainer && { 'container-title': publisher }),
    ...(publisher !== null && { publisher }),
    ...(date !== null && { issued: dateOf(date) }),
    ...(accessed !== null && { accessed: dateOf(accessed) }),
    ...(url !== null && { URL: url }),
    ...(version !== null && { version }),
    note: [tellMissing(work), note].filter((part) => part !== '').join(' ')
  }
}

function dateOf(date: string): CslDate {
  return { 'date-parts': [datePartsOf(date)] }
}

/** `Not known: date, address.`; empty if nothing is missing. */
function tellMissing(work: Work): string {
  const keys = Object.keys(PARTS) as (keyof typeof PARTS)[]
  const missing = keys.filter((key) => work[key] === null).map((key) => PARTS[key])
  return missing.length === 0 ? '' : `Not known: ${missing.join(', ')}.`
}
