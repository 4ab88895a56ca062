// Checks that no single row can answer: ids are unique and resolve, a figure fits its metric and has its ends.

import type { BadCell } from '../db/tables.ts'
import { type DataSet, FILES, type Noun, type Read } from './columns.ts'

type Known = { [N in Noun]: ReadonlyMap<string, Read<N>> }
type Report = (noun: Noun, row: { line: number }, column: string, value: string, expected: string) => void
const NOUNS = Object.keys(FILES) as Noun[]
const PERCENT_MAX = 100

/** Every cell of the data set that contradicts another row; empty where all is well. `countries` are the known ISO 3166-1 alpha-3 codes. */
export function checkReferences(data: DataSet, countries: ReadonlySet<string>): BadCell[] {
  const bad: BadCell[] = []
  const report: Report = (noun, { line }, column, value, expected) => bad.push({ file: FILES[noun].file, line, column, value, expected })
  const known = index(data, report)
  const isEntity = (id: string) => known.entity.has(id) || countries.has(id)

  for (const row of data.entity) checkEntity(row, countries, isEntity, report)
  for (const noun of ['observation', 'projection'] as const) {
    for (const row of data[noun]) checkFigure(noun, row, known, isEntity, report)
  }
  for (const row of data.observation) {
    for (const other of row.derived_from)
      if (!known.observation.has(other) || other === row.id) report('observation', row, 'derived_from', other, 'ids of other claims')
  }
  for (const row of data.projection) {
    if (!known.scenario.has(row.scenario)) report('projection', row, 'scenario', row.scenario, 'the id of a scenario')
  }
  for (const row of data.event) {
    if (!isEntity(row.entity)) report('event', row, 'entity', row.entity, 'the id of an entity')
    if (!known.source.has(row.source)) report('event', row, 'source', row.source, 'the id of a source')
  }
  for (const row of data.relation) {
    if (!known.observation.has(row.claim)) report('relation', row, 'claim', row.claim, 'the id of a claim')
    if (row.other.length === 0) report('relation', row, 'other', '', 'at least one claim')
    for (const other of row.other)
      if (!known.observation.has(other) || other === row.claim) report('relation', row, 'other', other, 'ids of other claims')
  }
  return bad
}

function checkEntity(row: Read<'entity'>, countries: ReadonlySet<string>, isEntity: (id: string) => boolean, report: Report): void {
  const bad = (column: keyof Read<'entity'>, value: unknown, expected: string) =>
    report('entity', row, column, String(value ?? ''), expected)
  if (row.kind === 'country') {
    if (!countries.has(row.id)) bad('id', row.id, 'an ISO 3166-1 alpha-3 code')
    for (const column of ['country', 'latitude', 'longitude', 'members', 'note'] as const) {
      if (row[column] !== null && String(row[column]) !== '') bad(column, row[column], 'nothing: of a country only the name is taken')
    }
    return
  }
  if (countries.has(row.id)) bad('id', row.id, 'an id that is not the code of a country')
  for (const code of row.country) if (!countries.has(code)) bad('country', code, 'ISO 3166-1 alpha-3 codes')
  for (const code of repeated(row.country)) bad('country', code, 'each country once')
  for (const member of row.members) if (!isEntity(member)) bad('members', member, 'ids of entities')
  for (const member of repeated(row.members)) bad('members', member, 'each member once')
  if ((row.latitude === null) !== (row.longitude === null)) bad('longitude', row.longitude, 'both coordinates or none')
  if (Math.abs(row.latitude ?? 0) > 90) bad('latitude', row.latitude, 'degrees from -90 to 90')
  if (Math.abs(row.longitude ?? 0) > 180) bad('longitude', row.longitude, 'degrees from -180 to 180')
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, position) => values.indexOf(value) !== position)
}

function index(data: DataSet, report: Report): Known {
  const known: Record<string, Map<string, unknown>> = Object.fromEntries(NOUNS.map((noun) => [noun, new Map()]))
  for (const noun of NOUNS) {
    for (const row of data[noun]) {
      if (known[noun]?.has(row.id)) report(noun, row, 'id', row.id, 'an id that stands only once')
      known[noun]?.set(row.id, row)
    }
  }
  return known as unknown as Known
}

function checkFigure(
  noun: 'observation' | 'projection',
  row: Read<'observation'> | Read<'projection'>,
  known: Known,
  isEntity: (id: string) => boolean,
  report: Report
): void {
  const metric = known.metric.get(row.metric)
  const subjectKind = known.entity.get(row.subject)?.kind ?? 'country'
  if (!isEntity(row.subject)) report(noun, row, 'subject', row.subject, 'the id of an entity')
  if (row.partner !== null && !isEntity(row.partner)) report(noun, row, 'partner', row.partner, 'the id of an entity, or nothing')
  if (row.partner === row.subject) report(noun, row, 'partner', row.subject, 'another entity than the subject')
  if (!known.source.has(row.source)) report(noun, row, 'source', row.source, 'the id of a source')
  if (!metric) {
    report(noun, row, 'metric', row.metric, 'the id of a metric')
    return
  }
  if (!metric.subject_kinds.includes(subjectKind))
    report(noun, row, 'subject', row.subject, `an entity of kind ${metric.subject_kinds.join(' or ')}, not a ${subjectKind}`)
  if (metric.partnered === 'yes' && row.partner === null) report(noun, row, 'partner', '', `a partner, which ${metric.id} needs`)
  if (metric.partnered === 'no' && row.partner !== null)
    report(noun, row, 'partner', row.partner, `nothing, for ${metric.id} has no partner`)
  checkEnds(noun, row, report)
  for (const column of ['value', 'low', 'high'] as const) {
    if (metric.unit === 'percent' && (row[column] ?? 0) > PERCENT_MAX) report(noun, row, column, String(row[column]), 'at most 100 percent')
  }
}

function checkEnds(noun: Noun, row: Read<'observation'> | Read<'projection'>, report: Report): void {
  const single = row.value !== null && row.low === null && row.high === null
  const pair = row.value === null && row.low !== null && row.high !== null
  if (!single && !pair) report(noun, row, 'value', String(row.value ?? ''), 'either a value, or low and high')
  if (pair && (row.low ?? 0) > (row.high ?? 0)) report(noun, row, 'low', String(row.low), `at most high, which is ${row.high}`)
  if (pair !== (row.bound === 'range'))
    report(
      noun,
      row,
      'bound',
      row.bound,
      pair ? 'range, for low and high are given' : 'another bound than range, for a single value is given'
    )
}
