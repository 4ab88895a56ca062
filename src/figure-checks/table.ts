// A figure check as a row of a tidy table: without the claims, which are rows of their own lists.
import { texts } from '../http/answer-fields.ts'
import type { Path, Table } from '../http/csv.ts'
import { type FigureCheck, figureCheckSchema } from './schemas.ts'

const item = figureCheckSchema
  .omit({
    nearest: true,
    mirror: true,
    undated: true,
    found: true,
    series: true,
    projections: true
  })
  .extend({
    nearest: texts('The ids of the nearest claims, the nearest first.', ['C0001']),
    mirror: texts('The ids of claims of the other side.', ['C0392']),
    undated: texts('The ids of claims without a period.', ['C0421']),
    found: texts('The ids of the claims elsewhere that it agrees with.', []),
    projections: texts('The ids of projections for the period.', [])
  })

export const figureCheckTable: Table<FigureCheck> = {
  item,
  rows: (check) => [
    {
      ...check,
      nearest: idsOf(check.nearest),
      mirror: idsOf(check.mirror),
      undated: idsOf(check.undated),
      found: idsOf(check.found?.claims ?? []),
      projections: idsOf(check.projections)
    }
  ],
  places: (path: Path) => [path]
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}
