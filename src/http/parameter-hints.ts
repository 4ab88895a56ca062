// Suggests a parameter for a name that an operation does not have: a word that other services use,
// or a name with a letter wrong.
import { closestWord } from './closest-word.ts'

/**
 * What to write instead, by the word in small letters without signs. The first parameter that the
 * operation has is suggested.
 */
const MEANT: Record<string, readonly string[]> = {
  date: ['from', 'target_from', 'measured_on'],
  time: ['from', 'target_from', 'measured_on'],
  year: ['from', 'target_from', 'measured_on'],
  period: ['from', 'target_from', 'measured_on'],
  start: ['from', 'target_from'],
  startdate: ['from', 'target_from'],
  startperiod: ['from', 'target_from'],
  since: ['from', 'target_from'],
  after: ['from', 'target_from'],
  end: ['to', 'target_to'],
  enddate: ['to', 'target_to'],
  endperiod: ['to', 'target_to'],
  until: ['to', 'target_to'],
  before: ['to', 'target_to'],
  from: ['target_from'],
  to: ['target_to'],
  frequency: ['calendar'],
  freq: ['calendar'],
  perpage: ['limit'],
  pagesize: ['limit'],
  rows: ['limit'],
  max: ['limit'],
  page: ['cursor'],
  offset: ['cursor'],
  skip: ['cursor'],
  reporter: ['subject', 'country'],
  reportercode: ['subject', 'country'],
  refarea: ['subject', 'country'],
  geo: ['subject', 'country'],
  area: ['subject', 'country'],
  iso: ['subject', 'country'],
  iso3: ['subject', 'country'],
  countrycode: ['country', 'subject', 'code'],
  partnercode: ['partner'],
  counterpart: ['partner'],
  counterpartarea: ['partner'],
  indicator: ['metric'],
  indicators: ['metric'],
  indicatorcode: ['metric'],
  dataset: ['metric'],
  series: ['metric'],
  search: ['q'],
  query: ['q'],
  columns: ['fields'],
  select: ['fields'],
  order: ['sort'],
  orderby: ['sort'],
  sortby: ['sort'],
  mrv: ['latest_by_author', 'latest'],
  mrnev: ['latest_by_author', 'latest'],
  pivot: ['layout'],
  vintage: ['as_of'],
  vintagedate: ['as_of'],
  revision: ['as_of', 'since'],
  format: ['style'],
  bom: ['dialect'],
  delimiter: ['dialect'],
  delim: ['dialect'],
  separator: ['dialect'],
  sep: ['dialect']
}

const EXCEL = '`dialect=excel` writes a byte order mark and separates cells by `;`; it needs CSV.'

/** What needs more than another name. */
const ADVICE: Record<string, string> = {
  date: 'A span has two parameters, `from` and `to`.',
  time: 'A span has two parameters, `from` and `to`.',
  year: 'A span has two parameters, `from` and `to`.',
  period: 'A span has two parameters, `from` and `to`.',
  page: 'There are no page numbers: follow `links.next`.',
  offset: 'There are no offsets: follow `links.next`.',
  skip: 'There are no offsets: follow `links.next`.',
  pivot: '`layout=wide` has one row for each series and one column for each period.',
  bom: EXCEL,
  delimiter: EXCEL,
  delim: EXCEL,
  separator: EXCEL,
  sep: EXCEL
}

/** The parameters whose values mean something else than those of the words that suggest them. */
const OTHER_VALUES = ['cursor', 'dialect', 'layout']

/** `isSure`: the value means the same under the suggested name. */
export type Hint = { name: string; advice?: string; isSure: boolean }

/** The parameter of an operation that an unknown name means, if one is near enough. */
export function suggestName(given: string, names: readonly string[]): Hint | undefined {
  const hint = hintFor(given, names)
  if (hint) return hint
  const name = closestWord(given, names)
  return name === undefined ? undefined : { name, isSure: true }
}

function hintFor(word: string, names: readonly string[]): Hint | undefined {
  const key = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const meant = Object.hasOwn(MEANT, key) ? MEANT[key] : undefined
  const name = meant?.find((one) => names.includes(one))
  if (name === undefined) return undefined
  const hasOtherValues = OTHER_VALUES.includes(name)
  const advice = names.includes('from') || hasOtherValues ? ADVICE[key] : undefined
  return advice ? { name, advice, isSure: false } : { name, isSure: !hasOtherValues }
}
