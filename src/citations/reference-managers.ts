// Writes BibTeX and RIS by citation-js, which knows which field of one form is which of another. It
// is loaded with the first citation that needs it, because the start has no time for it.
import { escapeBibtex, urlForBibtex } from './escape-bibtex.ts'
import type { CslItem } from './to-csl.ts'

/** An entry of BibTeX as citation-js maps it. */
type Entry = { type: string; label: string; properties: Record<string, string> }
type Formatter = (style: string, items: object[], options: { format: 'object' }) => unknown[]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The fields of an entry, in their order. */
const WHO = ['title', 'journal', 'institution', 'howpublished', 'publisher', 'key', 'type']
const FIELDS = [...WHO, 'year', 'month', 'date', 'version', 'url', 'urldate', 'note']

let loading: Promise<Formatter> | undefined

/** citation-js with its plug-ins. It asks nothing of the network unless it is given an address. */
async function load(): Promise<Formatter> {
  const { plugins } = await import('@citation-js/core')
  await import('@citation-js/plugin-bibtex')
  await import('@citation-js/plugin-ris')
  Object.assign(plugins.config.get('@bibtex').format, {
    useIdAsLabel: true,
    checkLabel: false,
    asciiOnly: false
  })
  return (style, items, options) => plugins.output.format(style, items, options)
}

async function mapped(style: 'bibtex' | 'ris', item: object): Promise<object> {
  loading ??= load()
  const format = await loading
  const [entry] = format(style, [item], { format: 'object' })
  return entry as object
}

/** One entry for a file that bibtex or biber reads. */
export async function writeBibtex(item: CslItem): Promise<string> {
  const { issued, accessed, URL: url, version } = item
  const escaped = {
    ...Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        typeof value === 'string' && name !== 'id' && name !== 'type' ? escapeBibtex(value) : value
      ])
    ),
    ...(url !== undefined && { URL: urlForBibtex(url) })
  }
  const { type, label, properties } = (await mapped('bibtex', escaped)) as Entry
  const [year, month] = issued?.['date-parts'][0] ?? []
  const fields: Record<string, string | undefined> = {
    ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, `{${value}}`])),
    howpublished: type === 'misc' ? publishedAs(item, properties['publisher']) : undefined,
    // Without an author, this is what entries are sorted by.
    key: item.publisher && `{${escapeBibtex(item.publisher)}}`,
    month: month === undefined ? undefined : MONTHS[month - 1],
    // Fields that biblatex has; bibtex passes them by.
    date: year === undefined ? undefined : `{${isoOf(issued)}}`,
    urldate: accessed && `{${isoOf(accessed)}}`,
    version: version && `{${escapeBibtex(version)}}`
  }
  const lines = FIELDS.flatMap((name) =>
    fields[name] === undefined ? [] : [`  ${name} = ${fields[name]}`]
  )
  return `@${type}{${label},\n${lines.join(',\n')}\n}`
}

/**
 * Entries of type misc show no publisher, and the plain styles of bibtex print no address, without
 * which nobody finds a work of ours.
 */
function publishedAs({ version, URL: url }: CslItem, publisher: string | undefined) {
  if (!publisher) return undefined
  return version && url ? `{${publisher}, ${escapeBibtex(url)}}` : `{${publisher}}`
}

/** One record. Lines are not folded: a folded address has a blank where it is read again. */
export async function writeRis(item: CslItem): Promise<string> {
  const { TY, ER: _, ...record } = (await mapped('ris', item)) as Record<string, string | string[]>
  const { id, issued, accessed } = item
  const fields: Record<string, string | string[] | undefined> = {
    TY: TY ?? 'GEN',
    ...record,
    // citation-js cuts ids, leaves out days of newspapers, and has other places for the day of
    // reading in some types.
    ID: id,
    DA: issued && slashed(issued),
    ...(record['M1'] !== undefined && accessed && { M1: slashed(accessed) }),
    Y2: accessed && slashed(accessed)
  }
  const lines = Object.entries(fields).flatMap(([tag, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${tag}  - ${one}`)
  )
  return [...lines, 'ER  - '].join('\r\n')
}

/** `2024/08/21/`, `2024/08//` or `2024///`, as RIS has dates. */
function slashed(date: CslItem['issued']): string {
  const [year = '', month = '', day = ''] = isoOf(date).split('-')
  return `${year}/${month}/${day}/`
}

function isoOf(date: CslItem['issued']): string {
  const [year, ...rest] = date?.['date-parts'][0] ?? []
  return [year, ...rest.map((part) => String(part).padStart(2, '0'))].join('-')
}
