// The catalogue: which kinds of things the data set holds, and which refer to which. Parents come
// before children: rows are written in this order and withdrawn in the opposite order. Files,
// tables, history, references, changes, search and write routes follow from this catalogue or are
// compared with it. A new kind of thing needs an entry here, a table and a folder.

import {
  ENTITY,
  FIGURE,
  type ListTable,
  PLACE,
  PRODUCT,
  type Reference,
  SOURCE
} from './references.ts'

export type { ListTable, Reference }

type NounEntry = {
  /** The last part of the address of its list, as in `/v1/metrics`. */
  plural: string
  /**
   * `claims`: what sources say. `catalogue`: what claims refer to, and what gives them their
   * meaning.
   */
  group: 'catalogue' | 'claims'
  /** The scope that a key needs to write such things. */
  scope: 'import' | 'admin'
  /**
   * Whether `POST`, `PATCH` and `DELETE` write one at a time. The other nouns are written only by
   * imports.
   */
  isWritable: boolean
  references: readonly Reference[]
}

export const NOUNS = {
  unit: {
    plural: 'units',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [{ column: 'base', to: 'unit', expected: 'the id of a unit, or nothing' }]
  },
  metric: {
    plural: 'metrics',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [{ column: 'unit', to: 'unit', expected: 'the id of a unit' }]
  },
  source: {
    plural: 'sources',
    group: 'catalogue',
    scope: 'import',
    isWritable: true,
    references: []
  },
  scenario: {
    plural: 'scenarios',
    group: 'catalogue',
    scope: 'admin',
    isWritable: false,
    references: []
  },
  entity: {
    plural: 'entities',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [
      {
        column: 'countries',
        to: 'country',
        expected: 'codes or names of countries',
        list: { table: 'entity_country', holder: 'entity', held: 'country', isOrdered: false }
      },
      {
        column: 'members',

        to: 'entity',
        expected: 'ids or names of entities',
        list: { table: 'membership', holder: 'parent', held: 'member', isOrdered: true },
        ahead: true
      }
    ]
  },
  alias: {
    plural: 'aliases',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [
      ENTITY,
      { column: 'source', to: 'source', expected: 'the id of a source, or nothing' }
    ]
  },
  leg: {
    plural: 'legs',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [
      { ...ENTITY, column: 'id', expected: 'the id of an entity of kind leg' },
      { ...PLACE, column: 'from' },
      { ...PLACE, column: 'to' },
      { ...ENTITY, column: 'part_of', expected: 'the id or name of an entity, or nothing' },
      {
        column: 'passes',
        to: 'entity',
        expected: 'ids or names of places',
        list: { table: 'leg_pass', holder: 'leg', held: 'place', isOrdered: true }
      }
    ]
  },
  corridor: {
    plural: 'corridors',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [
      {
        ...ENTITY,
        column: 'id',
        expected: 'the id of an entity of kind corridor, route or railway'
      },
      { ...ENTITY, column: 'parent', expected: 'the id or name of an entity, or nothing' },
      { ...PLACE, column: 'from' },
      { column: 'source', to: 'source', expected: 'the id of a source, or nothing' },
      {
        column: 'legs',
        to: 'leg',
        expected: 'ids of legs',
        list: { table: 'corridor_leg', holder: 'corridor', held: 'leg', isOrdered: true }
      }
    ]
  },
  product: {
    plural: 'products',
    group: 'catalogue',
    scope: 'admin',
    isWritable: true,
    references: [{ ...PRODUCT, column: 'parent', ahead: true }]
  },
  observation: {
    plural: 'observations',
    group: 'claims',
    scope: 'import',
    isWritable: true,
    references: [
      ...FIGURE,
      PRODUCT,
      {
        column: 'derived_from',
        to: 'observation',
        expected: 'ids of other claims',
        list: { table: 'derivation', holder: 'observation', held: 'input', isOrdered: true },
        ahead: true
      }
    ]
  },
  projection: {
    plural: 'projections',
    group: 'claims',
    scope: 'import',
    isWritable: true,
    references: [
      ...FIGURE,
      { column: 'scenario', to: 'scenario', expected: 'the id of a scenario' }
    ]
  },
  event: {
    plural: 'events',
    group: 'claims',
    scope: 'import',
    isWritable: true,
    references: [ENTITY, SOURCE]
  },
  relation: {
    plural: 'relations',
    group: 'claims',
    scope: 'import',
    isWritable: false,
    references: [
      { column: 'observation', to: 'observation', expected: 'the id of a claim' },
      {
        column: 'others',
        to: 'observation',
        expected: 'ids of other claims',
        list: {
          table: 'relation_other',
          holder: 'relation',
          held: 'observation',
          isOrdered: true,
          history: 'relation_other_history'
        }
      }
    ]
  }
} as const satisfies Record<string, NounEntry>

export type Noun = keyof typeof NOUNS
type NounWith<K extends keyof NounEntry, V> = {
  [N in Noun]: (typeof NOUNS)[N][K] extends V ? N : never
}[Noun]
/** The nouns that requests can write one at a time. */
export type WritableNoun = NounWith<'isWritable', true>

/** Parents before children, as the foreign keys require. */
export const PARENTS_FIRST = Object.keys(NOUNS) as Noun[]
export const CHILDREN_FIRST = PARENTS_FIRST.toReversed()

/** The references in rows of a noun. */
export function referencesOf(noun: Noun): readonly Reference[] {
  return NOUNS[noun].references
}

/** The plural of a noun. Countries have a list too, although they come with the software. */
export function pluralOf(noun: Noun | 'country'): string {
  return noun === 'country' ? 'countries' : NOUNS[noun].plural
}

/** The address of a list. */
export function listPath(noun: Noun | 'country'): string {
  return `/v1/${pluralOf(noun)}`
}
