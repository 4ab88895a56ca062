import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../db/store.ts'
import { namesIn } from '../identifiers/names.ts'
import { type NounRoutes, nounRoutes } from '../identifiers/noun-routes.ts'
import { FACTS } from '../licenses.ts'
import { partsOfList, partsOfThing } from '../parts.ts'
import { citeReadFigure } from '../short-citation.ts'
import { assessedKey, findAssessed, listAssessed } from './assessed-queries.ts'
import { drawPath, usualShape } from './draw-path.ts'
import { projectionOutlookQuery } from './outlook-query.ts'
import { projectionOutlookSchema } from './outlook-schemas.ts'
import { outlookTable } from './outlook-table.ts'
import { projectionPathQuery, projectionPathSchema } from './path-schemas.ts'
import { projectionProgressQuery } from './progress-query.ts'
import { projectionProgressSchema } from './progress-schemas.ts'
import { countProjections, findProjection } from './queries.ts'
import { resolveProjectionFilters } from './resolve-filters.ts'
import { listProjectionsQuery, projectionSchema } from './schemas.ts'
import { pathTable, progressTable } from './tables.ts'

/** Threads compare projections with figures; the event loop need not load the code of it. */
const loadAspects = () => import('./find-aspects.ts')

const ID_KEY = z.tuple([z.string()])
const GAP_KEY = z.tuple([z.number().nullable(), z.string()])

export function projectionRoutes(app: FastifyInstance, store: Store): void {
  const projections = nounRoutes(app, store, 'projection', FACTS)
  projections.list({
    operationId: 'listProjections',
    summary: 'Projections: what was promised, planned or forecast, and the growth it requires',
    description:
      'Published claims about the future, with base, target and bound as printed, and with an ' +
      'assessment: is the target on track, how far was the forecast off. Try ' +
      '`scenario=strengthened-ties`, or `status=behind,far_behind&sort=-gap_percent`.',
    query: listProjectionsQuery,
    item: projectionSchema,
    asOf: true,
    filters: async (snapshot, { sort = 'id', ...query }) => {
      const { filters, warnings } = await resolveProjectionFilters(snapshot, query)
      return { filters: { ...filters, sort }, warnings }
    },
    shows: () => partsOfList('projection'),
    rows: listAssessed,
    count: countProjections,
    key: assessedKey,
    keySchema: ({ sort = 'id' }) => (sort === 'id' ? ID_KEY : GAP_KEY),
    names: namesIn()
  })
  projections.one({
    operationId: 'getProjection',
    summary: 'One projection',
    description:
      'Base, target, bound, condition, source, the growth the target requires, and whether it is ' +
      'on track.',
    parameter: { example: 'P001' },
    item: projectionSchema,
    asOf: true,
    names: namesIn(),
    cite: citeReadFigure,
    shows: (_, id) => partsOfThing('projection', id),
    find: findAssessed
  })
  addAspects(projections)
}

/** Adds the routes that compare a projection with its path, its progress and its outlook. */
function addAspects(projections: NounRoutes): void {
  projections.one({
    operationId: 'getProjectionPath',
    summary: 'The path that a projection requires, period by period',
    description:
      'From base to target, with the growth of each step. A range gives a lower and an upper ' +
      'path. There is no path without a base, a target and a common calendar; `reason` then ' +
      'says why. CSV has one row for each period.',
    parameter: { example: 'P001' },
    aspect: '/path',
    query: projectionPathQuery,
    item: projectionPathSchema,
    table: pathTable,
    asOf: true,
    shows: (_, id) => partsOfThing('projection', id),
    find: async (snapshot, id, { shape }) => {
      const projection = await findProjection(snapshot, id)
      return projection && drawPath(projection, shape ?? usualShape(projection))
    }
  })
  projections.one({
    operationId: 'getProjectionProgress',
    summary: 'Progress towards a projection, for each series and by several methods',
    description:
      'One row for each comparable series, the most comparable first: same metric, subject, ' +
      'partner and calendar, joined from all authors by `rule`. The other order of a symmetric ' +
      'pair and series made of shorter periods or other metrics have rows of their own, see ' +
      '`made`. `by=author` has a row for each author instead. Each method has its own result: ' +
      'none of them is the only right one. If a method cannot be used, `reason` says why. CSV ' +
      'has one row for each series and method.',
    parameter: { example: 'P001' },
    aspect: '/progress',
    query: projectionProgressQuery,
    item: projectionProgressSchema,
    table: progressTable,
    asOf: true,
    apart: 'always',
    find: async (...asked) => (await loadAspects()).findProgress(...asked)
  })
  projections.one({
    operationId: 'getProjectionOutlook',
    summary: 'Promise, observations and forecast side by side, period by period',
    description:
      'For charts: the promised path, the observations with their sources, the forecast if ' +
      'nothing changes, and the gap at the target date. The series are those of `/progress`. ' +
      '`growth` adds your own path. CSV has one ' +
      'row for each period and `kind`: path, own, observation of a series, level of a forecast. ' +
      'In JSON, the place of a value says its kind.',
    parameter: { example: 'P001' },
    aspect: '/outlook',
    query: projectionOutlookQuery,
    item: projectionOutlookSchema,
    table: outlookTable,
    asOf: true,
    apart: 'always',
    find: async (...asked) => (await loadAspects()).findOutlook(...asked)
  })
}
