// What is cited, in the form that every style is written from.
import type { SOURCE_KINDS } from '../vocabularies.ts'

/** The types of works that citations name, as CSL calls them. */
export type WorkType =
  | 'article-newspaper'
  | 'dataset'
  | 'document'
  | 'entry-encyclopedia'
  | 'report'
  | 'webpage'

/**
 * A work and what to say of it. What is not known is null: nothing is invented, and each style says
 * what is missing.
 */
export type Work = {
  /** Names the work in a bibliography: see {@link citationKey}. */
  key: string
  type: WorkType
  publisher: string | null
  title: string | null
  /** Whether the title describes the work in words of ours; citations then have it in brackets. */
  isDescribed: boolean
  /** The date of publication, as exactly as it is known: year, month or day. */
  date: string | null
  /** The address of the work. */
  url: string | null
  /** For works that change; null for others. */
  version: string | null
  /** The day on which the work was read, or a version of it was recorded; null if it is ours. */
  accessed: string | null
  /** What else a reader should know, in sentences on one line. */
  note: string
}

type SourceKind = (typeof SOURCE_KINDS)[number]

/** What documents of a kind are. A page of the web is one only if it has an address. */
const TYPES: Record<SourceKind, WorkType> = {
  official_statistics: 'dataset',
  central_bank: 'report',
  international_organisation: 'report',
  government_statement: 'webpage',
  company: 'webpage',
  academic: 'document',
  press: 'article-newspaper',
  encyclopedia: 'entry-encyclopedia',
  dataset: 'dataset',
  opinion: 'webpage'
}

/** The type of a document of a source. */
export function typeOfSource({ kind, url }: { kind: SourceKind; url: string | null }): WorkType {
  const type = TYPES[kind]
  return type === 'webpage' && url === null ? 'document' : type
}

/**
 * A key of ASCII characters that BibTeX takes, the same for ever: `corridor-C0392-r1`. `parts` say
 * what is cited, and the revision which version of it.
 */
export function citationKey(parts: readonly string[], revision: number): string {
  return ['corridor', ...parts.map(inAscii), `r${revision}`].join('-')
}

/** An id of a series keeps its form: `goods_trade:PAK:KAZ::::P1Y-01`. */
function inAscii(part: string): string {
  return part
    .replaceAll('~', ':')
    .replaceAll(/[^A-Za-z0-9_:.+-]/gu, (one) => `.${one.codePointAt(0)?.toString(16)}.`)
}

/** A text without line ends, because files have a line for each field; null if nothing is left. */
export function onOneLine(text: string): string | null {
  return text.replaceAll(/\s+/g, ' ').trim() || null
}
