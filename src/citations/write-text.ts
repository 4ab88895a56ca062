// A citation as a sentence, in the order of APA: publisher, date, title, address, note. We write it
// ourselves, because the engine that citation-js takes for it has a licence that asks more than ours
// (README.md).
import { dateInWords } from './dates.ts'
import type { Work } from './work.ts'

/** One line, without an end of line. */
export function writeText(work: Work): string {
  const { publisher, date, url, note } = work
  return [
    ended(publisher ?? 'No publisher named'),
    `(${date === null ? 'no date' : dateInWords(date)}).`,
    `${titleOf(work) ?? '[no title]'}${kindOf(work)}.`,
    // A point would become a part of the address.
    url ?? '(No address.)',
    note
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** The title; in brackets, as cataloguers do, if it is a description of ours. */
export function titleOf({ title, isDescribed }: Pick<Work, 'title' | 'isDescribed'>) {
  return title !== null && isDescribed ? `[${title}]` : title
}

/** What APA tells of data and versions behind a title. */
function kindOf({ type, version, isDescribed }: Work): string {
  const edition = version === null ? '' : ` (Version ${version})`
  return type === 'dataset' && !isDescribed ? `${edition} [Data set]` : edition
}

function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
