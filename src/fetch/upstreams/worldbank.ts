// The World Bank's API v2. Its traps: an error comes with status 200, aggregates stand among the
// countries, and `mrv` and `mrnev` mix years, so they are never asked for.
import type { Mapping } from '../../mappings/schema.ts'
import { FetchFailure } from '../failure.ts'
import { countIn, isObject, parsePage, rowsIn, textIn } from './json-page.ts'
import {
  codesOf,
  isYearWanted,
  type Page,
  type Question,
  type Row,
  type Upstream
} from './upstream.ts'

const ROWS_A_PAGE = 1_000
const FIRST_YEAR = 1960

export function worldbank(base: string, mapping: Mapping): Upstream {
  return {
    name: 'worldbank',
    setting: 'FETCH_WORLDBANK_URL',
    base,
    mapping,
    accept: 'application/json',
    types: /json/i,
    headers: {},
    gapMs: 0,
    questions: (wanted) =>
      wanted.metrics.flatMap((id) =>
        (codesOf(mapping, id) ?? [id]).map((code) => ({ code, label: id, wanted }))
      ),
    address: (question, index) => addressOf(base, question, index),
    readPage,
    isWanted,
    document: (rows, pages) => Buffer.from(JSON.stringify([pages[0]?.facts ?? {}, rows]))
  }
}

function addressOf(base: string, { code, wanted }: Question, index: number): URL {
  const { countries, from, to } = wanted
  const places = countries === 'all' ? 'all' : countries.join(';')
  const root = base.replace(/(?:\/v2)?\/*$/, '')
  const url = new URL(`${root}/v2/country/${places}/indicator/${code}`)
  url.searchParams.set('format', 'json')
  url.searchParams.set('per_page', String(ROWS_A_PAGE))
  url.searchParams.set('page', String(index + 1))
  url.searchParams.set('footnote', 'y')
  if (from !== undefined || to !== undefined)
    url.searchParams.set('date', `${from ?? FIRST_YEAR}:${to ?? new Date().getUTCFullYear()}`)
  return url
}

function readPage(body: Buffer, { code }: Question, index: number): Page {
  const answer = parsePage(body)
  const [head, list] = Array.isArray(answer) ? answer : []
  refuseMessage(answer)
  if (!isObject(head)) throw new FetchFailure('an answer that is no answer of this API')
  const [page, pages, size, total] = ['page', 'pages', 'per_page', 'total'].map((name) =>
    countIn(head[name])
  )
  if (total === undefined || pages === undefined || size === undefined || page === undefined)
    throw new FetchFailure('an answer that does not say how many pages and rows there are')
  const rows = list === null || list === undefined ? [] : rowsIn(list)
  if (!rows) throw new FetchFailure('an answer whose rows are no list of objects')
  // An answer without any row says page 0 or 1 of 0 or 1 pages.
  if (total > 0 && page !== index + 1)
    throw new FetchFailure(`page ${page} of ${pages}, where page ${index + 1} was asked for`)
  const expected = Math.min(size, Math.max(total - index * size, 0))
  if (rows.length !== expected)
    throw new FetchFailure(
      `a cut page: ${rows.length} rows on page ${index + 1}, where ${expected} of ${total} belong`,
      { passes: true }
    )
  refuseOthers(rows, code)
  const whole = `${total} rows in ${pages} pages, last updated ${textIn(head['lastupdated'])}`
  return { rows, more: page < pages, whole, facts: head }
}

/** An error has the shape `[{"message": [{"id": "120", "key": …, "value": …}]}]`. */
function refuseMessage(answer: unknown): void {
  const head = Array.isArray(answer) ? answer[0] : answer
  const messages = isObject(head) ? rowsIn(head['message']) : undefined
  if (!messages) return
  const said = messages.map(({ id, key, value }) => [id, key, value].map(textIn).join(' '))
  throw new FetchFailure(`an error with status 200: ${said.join('; ').slice(0, 300)}`)
}

function refuseOthers(rows: readonly Row[], code: string): void {
  for (const { indicator } of rows) {
    const found = isObject(indicator) ? textIn(indicator['id']) : ''
    if (found.toUpperCase() !== code.toUpperCase())
      throw new FetchFailure(`figures of the indicator ${found || '(none)'} instead of ${code}`)
  }
}

/** A country that was not asked for is left out; an aggregate is left to the mapping. */
function isWanted({ countryiso3code, date }: Row, { wanted }: Question): boolean {
  const { countries } = wanted
  const code = textIn(countryiso3code)
  const isAsked = countries === 'all' || code === '' || countries.includes(code)
  return isAsked && isYearWanted(textIn(date), wanted)
}
