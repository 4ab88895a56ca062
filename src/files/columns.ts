// The columns of the data files, by the names that answers show. column-names.ts has their other
// names. src/starter/README.md describes them for people.
import type { Noun } from '../nouns.ts'
import * as words from '../vocabularies.ts'
import * as cell from './cells.ts'

const claimed = {
  id: cell.id,
  metric: cell.id,
  subject: cell.place,
  partner: cell.optionalPlace
}
const figure = {
  value: cell.optionalFigure,
  low: cell.optionalFigure,
  high: cell.optionalFigure,
  bound: cell.word(words.BOUNDS),
  text: cell.text
}

const unit = {
  id: cell.id,
  name: cell.text,
  kind: cell.word(words.UNIT_KINDS),
  base: cell.optionalId,
  factor: cell.positiveDecimal,
  note: cell.optionalText
}

const metric = {
  id: cell.id,
  name: cell.text,
  short_name: cell.optionalShortName,
  definition: cell.text,
  unit: cell.id,
  topic: cell.word(words.TOPICS),
  kind: cell.word(words.METRIC_KINDS),
  desired: cell.word(words.DESIRED),
  subject_kinds: cell.list(cell.word(words.ENTITY_KINDS)),
  partnered: cell.word(words.PARTNERED),
  symmetric: cell.yesNo,
  aggregation: cell.word(words.AGGREGATIONS),
  by_product: cell.wordOr(words.BY_PRODUCT, 'no'),
  minimum: cell.optionalDecimal,
  maximum: cell.optionalDecimal
}

const entity = {
  id: cell.id,
  kind: cell.word(words.ENTITY_KINDS),
  name: cell.text,
  countries: cell.list(cell.place),
  latitude: cell.optionalDecimal,
  longitude: cell.optionalDecimal,
  members: cell.list(cell.place),
  note: cell.optionalText
}

const source = {
  id: cell.id,
  publisher: cell.text,
  title: cell.text,
  url: cell.optionalUrl,
  published: cell.optionalDate,
  retrieved: cell.optionalDate,
  kind: cell.word(words.SOURCE_KINDS),
  license: cell.optionalText,
  note: cell.optionalText
}

const scenario = { id: cell.id, name: cell.text, description: cell.text }

const alias = {
  id: cell.id,
  entity: cell.place,
  name: cell.text,
  language: cell.optionalLanguage,
  scheme: cell.optionalText,
  source: cell.optionalId,
  note: cell.optionalText
}

const product = {
  id: cell.id,
  scheme: cell.word(words.PRODUCT_SCHEMES),
  code: cell.id,
  name: cell.text,
  parent: cell.optionalProduct,
  note: cell.optionalText
}

const leg = {
  id: cell.id,
  from: cell.place,
  to: cell.place,
  mode: cell.word(words.LEG_MODES),
  state: cell.wordOr(words.LEG_STATES, 'open'),
  terrain: cell.optionalWord(words.TERRAINS),
  passes: cell.list(cell.place),
  part_of: cell.optionalPlace,
  note: cell.optionalText
}

const corridor = {
  id: cell.id,
  parent: cell.optionalPlace,
  from: cell.place,
  legs: cell.list(cell.id),
  source: cell.optionalId,
  note: cell.optionalText
}

const observation = {
  ...claimed,
  direction: cell.optionalWord(words.DIRECTIONS),
  mode: cell.optionalWord(words.MODES),
  product: cell.productOrTotal,
  period: cell.optionalPeriod,
  ...figure,
  status: cell.wordOr(words.OBS_STATUSES, 'A'),
  attributed_to: cell.optionalText,
  source: cell.id,
  derived_from: cell.list(cell.id),
  note: cell.optionalText
}

const projection = {
  ...claimed,
  scenario: cell.id,
  kind: cell.wordOr(words.PROJECTION_KINDS, 'target'),
  base_period: cell.optionalPeriod,
  base_value: cell.optionalDecimal,
  target_period: cell.optionalPeriod,
  ...figure,
  condition: cell.optionalText,
  issued_on: cell.optionalDate,
  attributed_to: cell.optionalText,
  source: cell.id,
  note: cell.optionalText
}

const event = {
  id: cell.id,
  date: cell.date,
  end_date: cell.optionalDate,
  entity: cell.place,
  kind: cell.word(words.EVENT_KINDS),
  scope: cell.optionalWord(words.EVENT_SCOPES),
  title: cell.text,
  source: cell.id,
  note: cell.optionalText
}

const relation = {
  id: cell.id,
  kind: cell.word(words.RELATION_KINDS),
  observation: cell.id,
  others: cell.list(cell.id),
  note: cell.optionalText
}

/** The file of a data set that holds a noun, and how its cells are read, by column. */
export const FILES = {
  unit: { file: 'units.csv', cells: unit },
  metric: { file: 'metrics.csv', cells: metric },
  entity: { file: 'entities.csv', cells: entity },
  source: { file: 'sources.csv', cells: source },
  scenario: { file: 'scenarios.csv', cells: scenario },
  alias: { file: 'aliases.csv', cells: alias },
  leg: { file: 'legs.csv', cells: leg },
  corridor: { file: 'corridors.csv', cells: corridor },
  product: { file: 'products.csv', cells: product },
  observation: { file: 'claims.csv', cells: observation },
  projection: { file: 'projections.csv', cells: projection },
  event: { file: 'events.csv', cells: event },
  relation: { file: 'relations.csv', cells: relation }
} as const satisfies Record<Noun, { file: string; cells: Record<string, cell.Cell> }>

type Cells<N extends Noun> = (typeof FILES)[N]['cells']
type ValueOf<C> = C extends cell.Cell<infer T> ? T : never
/** A row as it was read, with its line. */
export type ReadRow<N extends Noun> = {
  [K in keyof Cells<N>]: ValueOf<Cells<N>[K]>
} & { line: number }

/** The columns of a noun, in the order of its file. */
export function columnsOf(noun: Noun): string[] {
  return Object.keys(FILES[noun].cells)
}

/** The columns of a noun that a file must have, because their cells may not be empty. */
export function neededColumns(noun: Noun): string[] {
  const cells: Record<string, cell.Cell> = FILES[noun].cells
  return columnsOf(noun).filter((column) => !cells[column]?.text.safeParse('').success)
}
