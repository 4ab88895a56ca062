// What rows refer to: the form of a reference, and those that several nouns have.

/** A reference from a column of a row: one id, or a list of ids that has a table of its own. */
export type Reference = {
  /** The column of a data file and of the table. */
  column: string
  to:
    | 'unit'
    | 'metric'
    | 'source'
    | 'scenario'
    | 'entity'
    | 'country'
    | 'leg'
    | 'observation'
    | 'product'
  /** The text of an error after "expected". */
  expected: string
  /** The table with the items of a list; it keeps what they name from being deleted. */
  list?: ListTable
  /** Whether a row may name a thing that comes later in the same import. */
  ahead?: true
}
/** The table of a list: `holder` is the row with the list, `held` the item. */
export type ListTable = {
  table:
    | 'entity_country'
    | 'membership'
    | 'leg_pass'
    | 'corridor_leg'
    | 'derivation'
    | 'relation_other'
  holder: string
  held: string
  /** Whether the order of the items counts. */
  isOrdered: boolean
  /** The table that keeps the items of retired rows. */
  history?: 'relation_other_history'
}

export const ENTITY: Reference = {
  column: 'entity',
  to: 'entity',
  expected: 'the id or name of an entity'
}
export const PLACE: Reference = {
  column: 'from',
  to: 'entity',
  expected: 'the id or name of a place'
}
export const SOURCE: Reference = { column: 'source', to: 'source', expected: 'the id of a source' }
export const PRODUCT: Reference = {
  column: 'product',
  to: 'product',
  expected: 'the id or name of a product, or nothing'
}
/** What a figure refers to, whether it is a claim or a projection. */
export const FIGURE: readonly Reference[] = [
  { ...ENTITY, column: 'subject' },
  { column: 'partner', to: 'entity', expected: 'the id or name of an entity, or nothing' },
  SOURCE,
  { column: 'metric', to: 'metric', expected: 'the id of a metric' }
]
