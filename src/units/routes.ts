import type { FastifyInstance } from 'fastify'
import type { Store } from '../db/store.ts'
import { unitId } from '../identifiers/case-queries.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { OWN_WORDS } from '../licenses.ts'
import { partsOfList } from '../parts.ts'
import { findUnit, unitList } from './queries.ts'
import { listUnitsQuery, unitDetailSchema, unitObject } from './schemas.ts'

export function unitRoutes(app: FastifyInstance, store: Store): void {
  const units = nounRoutes(app, store, 'unit', OWN_WORDS, 'metrics')
  units.list({
    operationId: 'listUnits',
    summary: 'The units of figures',
    description:
      'A metric has one unit, and all its figures are in it. A change or an import may bring ' +
      'figures in another unit of the same base: they are converted. Ordered by id.',
    query: listUnitsQuery,
    item: unitObject,
    shows: () => partsOfList('unit'),
    rows: unitList.rows,
    count: unitList.count
  })
  units.one({
    operationId: 'getUnit',
    summary: 'One unit, with the units that it converts to and the metrics that use it',
    description:
      'The id may be in upper or lower case; symbols such as `Mt` and `kWh` only as they are ' +
      'written.',
    parameter: { example: 'million_USD' },
    item: unitDetailSchema,
    find: async (snapshot, id) => findUnit(snapshot, await unitId(snapshot, id))
  })
}
