// Checks of a whole data set that no single row can answer: ids are unique and resolve, a figure
// fits its metric.

import type { BadCell } from '../../../db/tables/define.ts'
import { type DataSet, FILES, type Noun, type Read } from '../../../files/columns.ts'
import { namesIn } from './mentions.ts'
import { checkRow, type Known } from './validate-row.ts'

const NOUNS = Object.keys(FILES) as Noun[]

/**
 * Every cell of the data set that contradicts another row; empty where all is well. `countries` are
 * the known ISO 3166-1 alpha-3 codes.
 */
export function checkReferences(data: DataSet, countries: ReadonlySet<string>): BadCell[] {
  const bad: BadCell[] = []
  const rows = new Map(NOUNS.map((noun) => [noun, new Map<string, Read<Noun>>()]))
  const known: Known = {
    isCountry: (id) => countries.has(id),
    namesCountry: (id) => countries.has(id.toUpperCase()),
    kindOf: (id) =>
      (rows.get('entity')?.get(id) as Read<'entity'> | undefined)?.kind ??
      (countries.has(id) ? 'country' : undefined),
    metric: (id) => rows.get('metric')?.get(id) as Read<'metric'> | undefined
  }
  const isThere = (to: Noun | 'country', id: string) =>
    to === 'country'
      ? countries.has(id)
      : rows.get(to)?.has(id) || (to === 'entity' && countries.has(id))
  const reportOn =
    (noun: Noun, line: number) => (column: string, value: unknown, expected: string) =>
      void bad.push({ file: FILES[noun].file, line, column, value: String(value ?? ''), expected })

  for (const noun of NOUNS) {
    for (const row of data[noun]) {
      if (rows.get(noun)?.has(row.id))
        reportOn(noun, row.line)('id', row.id, 'an id that stands only once')
      rows.get(noun)?.set(row.id, row)
    }
  }
  for (const noun of NOUNS) {
    for (const row of data[noun]) {
      const report = reportOn(noun, row.line)
      for (const { column, to, id, expected } of namesIn(noun, row))
        if (!isThere(to, id)) report(column, id, expected)
      checkRow(noun, row, known, report)
    }
  }
  return bad
}
