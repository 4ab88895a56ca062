// Reads citations as reference managers do: with citation-js, which is not asked how they are made.
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'

export type Item = {
  id?: string
  type?: string
  title?: string
  publisher?: string
  'container-title'?: string
  URL?: string
  note?: string
  version?: string
  issued?: { 'date-parts': number[][] }
  accessed?: { 'date-parts': number[][] }
}

/** The works in a file of BibTeX, CSL-JSON or RIS. */
export function readBack(text: string): Item[] {
  return new Cite(text).data
}

/**
 * The date of a work as citation-js reads it from a style. Of newspapers in RIS it reads only the
 * year, though the line DA, which others read, has the day.
 */
export function dateIn(style: string, { type, issued }: Item): number[][] | undefined {
  const isCut = style === 'ris' && type === 'article-newspaper'
  return isCut ? issued?.['date-parts'].map(([year = 0]) => [year]) : issued?.['date-parts']
}

/** The date in the line DA of RIS, as a list of numbers. */
export function dayOfRis(text: string): number[][] | undefined {
  const [, date] = /^DA {2}- ([\d/]+)\r$/m.exec(text) ?? []
  return date === undefined ? undefined : [date.split('/').filter(Boolean).map(Number)]
}

/** What all styles must agree in. */
export function essenceOf({ title, publisher, issued, URL, note }: Item) {
  return { title, publisher, issued: issued?.['date-parts'], URL, note }
}
