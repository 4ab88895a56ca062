// Which ids a row names, of what, and in which column.
import type { Noun, Read } from '../../../files/columns.ts'

/** `ahead` where a row may name one that comes later in the same import. */
export type Name = {
  column: string
  to: Noun | 'country'
  id: string
  expected: string
  ahead?: true
}
type Names = { [N in Noun]: (row: Read<N>) => Name[] }

const one = (
  column: string,
  to: Noun,
  id: string | null,
  expected = `the id of ${article(to)}`
): Name[] => (id === null ? [] : [{ column, to, id, expected }])
const figure = (row: Read<'observation'> | Read<'projection'>): Name[] => [
  ...one('subject', 'entity', row.subject),
  ...one('partner', 'entity', row.partner, 'the id of an entity, or nothing'),
  ...one('source', 'source', row.source),
  ...one('metric', 'metric', row.metric)
]

const NAMES: Names = {
  metric: () => [],
  source: () => [],
  scenario: () => [],
  // Of a country only the name is taken.
  entity: ({ kind, country, members }) =>
    kind === 'country'
      ? []
      : [
          ...country.map(
            (id): Name => ({
              column: 'country',
              to: 'country',
              id,
              expected: 'ISO 3166-1 alpha-3 codes'
            })
          ),
          ...members.map(
            (id): Name => ({
              column: 'members',
              to: 'entity',
              id,
              expected: 'ids of entities',
              ahead: true
            })
          )
        ],
  observation: (row) => [
    ...figure(row),
    ...row.derived_from.map(
      (id): Name => ({
        column: 'derived_from',
        to: 'observation',
        id,
        expected: 'ids of other claims',
        ahead: true
      })
    )
  ],
  projection: (row) => [...figure(row), ...one('scenario', 'scenario', row.scenario)],
  event: (row) => [...one('entity', 'entity', row.entity), ...one('source', 'source', row.source)],
  relation: (row) => [
    ...one('claim', 'observation', row.claim, 'the id of a claim'),
    ...row.other.map(
      (id): Name => ({ column: 'other', to: 'observation', id, expected: 'ids of other claims' })
    )
  ]
}

/** What a row names. */
export function namesIn<N extends Noun>(noun: N, row: Read<N>): Name[] {
  return NAMES[noun](row)
}

function article(noun: Noun): string {
  return `${/^[aeo]/.test(noun) ? 'an' : 'a'} ${noun}`
}
