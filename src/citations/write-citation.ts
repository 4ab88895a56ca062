// Writes a citation in a style. Whatever is to be cited, a figure check too, is a `Work` first.
import type { CitationStyle } from '../http/request-checks.ts'
import { toCsl } from './to-csl.ts'
import type { Work } from './work.ts'
import { writeText } from './write-text.ts'

/** The body of an answer: a file with one citation, which ends with an end of line. */
export async function writeCitation(work: Work, style: CitationStyle): Promise<string> {
  if (style === 'text') return `${writeText(work)}\n`
  const item = toCsl(work)
  if (style === 'csl-json') return `${JSON.stringify([item], null, 2)}\n`
  const { writeBibtex, writeRis } = await import('./reference-managers.ts')
  return style === 'bibtex' ? `${await writeBibtex(item)}\n` : `${await writeRis(item)}\r\n`
}
