// Routes and matrices as tidy tables: one row for each route, or for each pair.
import { z } from 'zod'
import { textOrNull, texts } from '../http/answer-fields.ts'
import type { Path, Table } from '../http/csv.ts'
import { type Matrix, matrixCell, type Routes, routeSchema } from './schemas.ts'

const { rank, from, to, length_km, coverage, borders, countries, modes } = routeSchema.shape
const { border_hours, border_dollars, days, dollars, seasonal, planned } = routeSchema.shape

const routeRow = z.object({
  rank,
  from,
  to,
  named_way: textOrNull('The named way that it follows.', null),
  length_km,
  coverage,
  borders,
  countries,
  modes,
  crossings: texts('The crossings on the way, in order.', []),
  border_hours,
  border_dollars,
  days,
  dollars,
  closures: texts('What shuts it.', []),
  seasonal,
  planned,
  legs: texts('The legs, in order.', [])
})

export const routesTable: Table<Routes> = {
  item: routeRow,
  rows: ({ routes }) =>
    routes.map((route) => ({
      ...route,
      named_way: route.named_way?.id ?? null,
      crossings: route.crossings.map(({ place }) => place),
      closures: route.closures.map(({ entity }) => entity),
      legs: route.legs.map(({ leg }) => leg)
    })),
  places: (path: Path) => [['routes', ...path]]
}

export const matrixTable: Table<Matrix> = {
  item: matrixCell,
  rows: ({ cells }) => cells,
  places: (path: Path) => [['cells', ...path]]
}
