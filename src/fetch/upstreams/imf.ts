// The IMF's DataMapper API: figures of the World Economic Outlook. The first page says what the
// indicator is and of which edition, the second has the figures. They are written as the table of
// the World Economic Outlook, so that the mapping of that table reads them.
import type { Mapping } from '../../mappings/schema.ts'
import { FetchFailure } from '../failure.ts'
import { isObject, parsePage, textIn } from './json-page.ts'
import {
  codesOf,
  isYearWanted,
  type Page,
  type Question,
  type Row,
  type Upstream
} from './upstream.ts'

const GAP_MS = 500
const MONTHS =
  'january february march april may june july august september october november december'.split(' ')

export function imf(base: string, mapping: Mapping): Upstream {
  return {
    name: 'imf',
    setting: 'FETCH_IMF_URL',
    base,
    mapping,
    accept: 'application/json',
    types: /json/i,
    headers: {},
    gapMs: GAP_MS,
    questions: (wanted) =>
      wanted.metrics.flatMap((id) =>
        (codesOf(mapping, id) ?? [id]).map((code) => ({ code, label: id, wanted }))
      ),
    address({ code, wanted }, index) {
      const root = base.replace(/\/+$/, '')
      if (index === 0) return new URL(`${root}/indicators`)
      const places = wanted.countries === 'all' ? [] : wanted.countries
      return new URL(`${root}/${[code, ...places].join('/')}`)
    },
    readPage: (body, question, index) =>
      index === 0 ? readIndicator(body, question) : readValues(body, question),
    isWanted: ({ country, year }, { wanted }) =>
      (wanted.countries === 'all' || wanted.countries.includes(String(country))) &&
      isYearWanted(year, wanted),
    document: (rows, pages) => Buffer.from(writeTable(rows, pages[0]?.facts ?? {}))
  }
}

function readIndicator(body: Buffer, { code }: Question): Page {
  const answer = parsePage(body)
  const indicators = isObject(answer) ? answer['indicators'] : undefined
  if (!isObject(indicators)) throw new FetchFailure('an answer without a list of indicators')
  const found = Object.hasOwn(indicators, code) ? indicators[code] : undefined
  if (!isObject(found)) throw new FetchFailure(`the upstream has no indicator ${code}`)
  const edition = editionOf(textIn(found['source']))
  if (edition === undefined)
    throw new FetchFailure(
      `no edition for ${code}: its source is ${textIn(found['source']) || 'not named'}, and ` +
        'without an edition forecasts cannot be told from figures'
    )
  const said = textIn(found['projection-year'])
  const projected = /^\d{4}$/.test(said) ? Number(said) : Number(edition.slice(0, 4))
  const facts = {
    code,
    edition,
    name: textIn(found['label']),
    unit: textIn(found['unit']),
    lastYear: projected - 1
  }
  return { rows: [], more: true, whole: '', facts }
}

/** `World Economic Outlook (April 2026)` is the edition 2026-04. */
function editionOf(source: string): string | undefined {
  const [, month = '', year = ''] = /\((\w+) (\d{4})\)/.exec(source) ?? []
  const index = MONTHS.indexOf(month.toLowerCase())
  return index < 0 ? undefined : `${year}-${String(index + 1).padStart(2, '0')}`
}

function readValues(body: Buffer, { code }: Question): Page {
  const answer = parsePage(body)
  // What the upstream does not have, it answers with the part `api` alone.
  if (!isObject(answer) || !isObject(answer['api']))
    throw new FetchFailure('an answer that is no answer of this API')
  const values = isObject(answer['values']) ? answer['values'][code] : undefined
  const rows = Object.entries(isObject(values) ? values : {}).flatMap(([country, years]) =>
    Object.entries(isObject(years) ? years : {}).map(([year, value]) => ({ country, year, value }))
  )
  return { rows, more: false, whole: '', facts: {} }
}

/** Years stand in columns, the last six of which may be forecasts, as in the table of the IMF. */
function writeTable(rows: readonly Row[], { code, edition, name, unit, lastYear }: Row): string {
  if (rows.length === 0) return ''
  const scale = /^(thousands|millions|billions|trillions)\b/i.exec(String(unit))?.[1] ?? 'Units'
  const years = [...new Set(rows.map(({ year }) => String(year)))].sort()
  const countries = [...new Set(rows.map(({ country }) => String(country)))]
  const figures = new Map(
    rows.map((row) => [`${row['country']} ${row['year']}`, textIn(row['value'])])
  )
  const word = scale.charAt(0).toUpperCase() + scale.slice(1).toLowerCase()
  const head = ['WEO Subject Code', 'ISO', 'Country', 'Subject Descriptor', 'Scale', ...years]
  const lines = countries.map((country) => [
    code,
    country,
    country,
    `${name}, ${unit}`,
    word,
    ...years.map((year) => figures.get(`${country} ${year}`) ?? ''),
    lastYear
  ])
  const table = [['Edition', edition], [...head, 'Estimates Start After'], ...lines]
  return table.map((cells) => cells.map(plain).join('\t')).join('\n')
}

function plain(cell: unknown): string {
  return String(cell).replaceAll(/[\t\r\n"]+/g, ' ')
}
