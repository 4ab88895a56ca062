// The columns of the data files, one schema a file. The starter data's README describes them for
// people.
import { z } from 'zod'
import * as words from '../vocabularies.ts'
import * as cell from './cells.ts'

const claim = {
  id: cell.id,
  metric: cell.id,
  subject: cell.id,
  partner: cell.optionalId
}
const figure = {
  value: cell.optionalDecimal,
  low: cell.optionalDecimal,
  high: cell.optionalDecimal,
  bound: cell.word(words.BOUNDS),
  published_text: cell.text
}

export const metricRow = z.strictObject({
  id: cell.id,
  name: cell.text,
  definition: cell.text,
  unit: cell.word(words.UNITS),
  topic: cell.word(words.TOPICS),
  kind: cell.word(words.METRIC_KINDS),
  desired: cell.word(words.DESIRED),
  subject_kinds: cell.list(cell.word(words.ENTITY_KINDS)),
  partnered: cell.word(words.PARTNERED),
  symmetric: cell.yesNo,
  aggregation: cell.word(words.AGGREGATIONS)
})

export const entityRow = z.strictObject({
  id: cell.id,
  kind: cell.word(words.ENTITY_KINDS),
  name: cell.text,
  country: cell.list(cell.id),
  latitude: cell.optionalDecimal,
  longitude: cell.optionalDecimal,
  members: cell.list(cell.id),
  note: cell.optionalText
})

export const sourceRow = z.strictObject({
  id: cell.id,
  publisher: cell.text,
  title: cell.text,
  url: cell.optionalUrl,
  published: cell.optionalDate,
  kind: cell.word(words.SOURCE_KINDS)
})

export const scenarioRow = z.strictObject({ id: cell.id, name: cell.text, description: cell.text })

export const observationRow = z.strictObject({
  ...claim,
  direction: cell.optionalWord(words.DIRECTIONS),
  mode: cell.optionalWord(words.MODES),
  period: cell.optionalPeriod,
  ...figure,
  attributed_to: cell.optionalText,
  source: cell.id,
  derived_from: cell.list(cell.id),
  note: cell.optionalText
})

export const projectionRow = z.strictObject({
  ...claim,
  scenario: cell.id,
  base_period: cell.optionalPeriod,
  base_value: cell.optionalDecimal,
  target_period: cell.optionalPeriod,
  ...figure,
  condition: cell.optionalText,
  issued: cell.optionalDate,
  attributed_to: cell.optionalText,
  source: cell.id,
  note: cell.optionalText
})

export const eventRow = z.strictObject({
  id: cell.id,
  date: cell.date,
  entity: cell.id,
  kind: cell.word(words.EVENT_KINDS),
  title: cell.text,
  source: cell.id
})

export const relationRow = z.strictObject({
  id: cell.id,
  kind: cell.word(words.RELATION_KINDS),
  claim: cell.id,
  other: cell.list(cell.id),
  note: cell.optionalText
})

/** Every file of a data set by the noun it holds. */
export const FILES = {
  metric: { file: 'metrics.csv', row: metricRow },
  entity: { file: 'entities.csv', row: entityRow },
  source: { file: 'sources.csv', row: sourceRow },
  scenario: { file: 'scenarios.csv', row: scenarioRow },
  observation: { file: 'claims.csv', row: observationRow },
  projection: { file: 'projections.csv', row: projectionRow },
  event: { file: 'events.csv', row: eventRow },
  relation: { file: 'relations.csv', row: relationRow }
} as const

export type Noun = keyof typeof FILES
/** A row as read, with the line it stood on. */
export type Read<N extends Noun> = z.output<(typeof FILES)[N]['row']> & { line: number }
export type DataSet = { [N in Noun]: Read<N>[] }
