// UN Comtrade's API v1, totals of goods by partner and year. With a subscription key the whole
// database answers; without one a preview, of 500 rows at most.
import type { Mapping } from '../../mappings/schema.ts'
import { FetchFailure } from '../failure.ts'
import { countIn, isObject, parsePage, rowsIn, textIn } from './json-page.ts'
import {
  isYearWanted,
  type Page,
  type Question,
  type Row,
  type Upstream,
  type Wanted
} from './upstream.ts'

const YEARS_A_PAGE = 12
const PREVIEW_ROWS = 500
const WHOLE_ROWS = 100_000
const GAP_MS = 1_100
const FIRST_YEAR = 1988
const FLOWS: Readonly<Record<string, string>> = { goods_exports: 'X', goods_imports: 'M' }

/** `numberOf` gives the code of a country in this database, which is often its ISO number. */
export function comtrade(
  base: string,
  mapping: Mapping,
  { key, numberOf }: { key: string; numberOf: (code: string) => string }
): Upstream {
  const rowsMax = key === '' ? PREVIEW_ROWS : WHOLE_ROWS
  return {
    name: 'comtrade',
    setting: 'FETCH_COMTRADE_URL',
    base,
    mapping,
    accept: 'application/json',
    types: /json/i,
    headers: key === '' ? {} : { 'ocp-apim-subscription-key': key },
    gapMs: GAP_MS,
    questions: (wanted) =>
      wanted.metrics.map((id) => ({ code: FLOWS[id] ?? id, label: id, wanted })),
    address(question, index) {
      const path = key === '' ? 'public/v1/preview/C/A/HS' : 'data/v1/get/C/A/HS'
      const url = new URL(`${base.replace(/\/+$/, '')}/${path}`)
      for (const [name, value] of Object.entries(parametersOf(question, index, numberOf)))
        if (value !== '') url.searchParams.set(name, value)
      return url
    },
    readPage: (body, question, index) => readPage(body, question, index, rowsMax),
    isWanted,
    document: (rows) => Buffer.from(JSON.stringify({ data: rows }))
  }
}

/** Without reporters all of them answer. */
function parametersOf(
  { code, wanted }: Question,
  index: number,
  numberOf: (code: string) => string
): Record<string, string> {
  const { countries, partners } = wanted
  return {
    reporterCode: (countries === 'all' ? [] : countries).map(numberOf).join(','),
    period: yearsOf(wanted, index).join(','),
    partnerCode: (partners.length > 0 ? partners : ['WLD']).map(numberOf).join(','),
    partner2Code: '0',
    cmdCode: 'TOTAL',
    flowCode: code,
    customsCode: 'C00',
    motCode: '0',
    includeDesc: 'TRUE'
  }
}

function isWanted({ period, reporterISO }: Row, { wanted }: Question): boolean {
  const code = textIn(reporterISO)
  const isAsked = wanted.countries === 'all' || code === '' || wanted.countries.includes(code)
  return isAsked && isYearWanted(textIn(period), wanted)
}

function readPage(body: Buffer, question: Question, index: number, rowsMax: number): Page {
  const answer = parsePage(body)
  // Without any key: each is then undefined, and the answer is refused below.
  const { data, count, error, message } = isObject(answer) ? answer : ({} as Row)
  const said = textIn(error) || textIn(message)
  if (said !== '') throw new FetchFailure(`an error with status 200: ${said.slice(0, 300)}`)
  const rows = rowsIn(data)
  if (!rows) throw new FetchFailure('an answer without a list of rows')
  const expected = countIn(count)
  if (expected !== rows.length)
    throw new FetchFailure(`a cut page: ${rows.length} rows, where ${expected ?? 'some'} belong`, {
      passes: true
    })
  if (rows.length >= rowsMax)
    throw new FetchFailure(
      `${rows.length} rows, which is as many as the upstream gives: ask for fewer countries or ` +
        'years, or set FETCH_COMTRADE_KEY'
    )
  const other = rows.find(({ flowCode }) => textIn(flowCode) !== question.code)
  if (other)
    throw new FetchFailure(`figures of the flow ${textIn(other['flowCode'])}, not ${question.code}`)
  const more = yearsOf(question.wanted, index + 1).length > 0
  return { rows, more, whole: '', facts: {} }
}

/** The first and last year that is asked for: without a wish all complete years. */
export function comtradeYears({ from, to }: Pick<Wanted, 'from' | 'to'>) {
  return { first: from ?? FIRST_YEAR, last: to ?? new Date().getUTCFullYear() - 1 }
}

/** The years of a page: the upstream takes twelve at once. */
function yearsOf(wanted: Wanted, index: number): number[] {
  const { first: start, last } = comtradeYears(wanted)
  const first = start + index * YEARS_A_PAGE
  const count = Math.max(0, Math.min(YEARS_A_PAGE, last - first + 1))
  return Array.from({ length: count }, (_, at) => first + at)
}

/** Where the database has other numbers than ISO 3166-1. */
const OWN_NUMBERS: Readonly<Record<string, string>> = {
  WLD: '0',
  BEL: '56',
  CHE: '757',
  FRA: '251',
  IND: '699',
  NOR: '579',
  TWN: '490',
  USA: '842'
}

/** The number of a country that is not its ISO number; undefined if it is. */
export function comtradeNumber(alpha3: string): string | undefined {
  return OWN_NUMBERS[alpha3]
}
