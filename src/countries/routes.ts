import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { entityIsA, groupIds } from '../identifiers/queries.ts'
import { entityId } from '../identifiers/resolve.ts'
import { COUNTRIES } from '../licenses.ts'
import { countCountries, findCountry, listCountries } from './queries.ts'
import { countryDetailSchema, countrySchema, listCountriesQuery } from './schemas.ts'

export function countryRoutes(app: FastifyInstance, store: Store): void {
  const countries = nounRoutes(app, store, 'country', COUNTRIES)
  countries.list({
    operationId: 'listCountries',
    summary: 'The countries of the world, with names in the languages of the corridor',
    description:
      'All 249 countries of ISO 3166-1, ordered by alpha-3 code. `has_data=true` selects ' +
      'the countries that figures are about.',
    query: listCountriesQuery,
    item: countrySchema,
    whenChanged: 'cut',
    filters: async (snapshot, query) => ({
      filters: { ...query, group: query.group && (await resolveGroup(snapshot, query.group)) },
      warnings: []
    }),
    rows: listCountries,
    count: countCountries,
    key: (row) => [row.code]
  })
  countries.one({
    operationId: 'getCountry',
    summary: 'One country, with the metrics it appears in',
    description:
      'Accepts the ISO 3166-1 alpha-2 or alpha-3 code, in upper or lower case. The answer ' +
      'has the alpha-3 form.',
    parameter: {
      name: 'code',
      description: 'The ISO 3166-1 alpha-2 or alpha-3 code, in upper or lower case.',
      example: 'KAZ'
    },
    item: countryDetailSchema,
    find: async (snapshot, code) => findCountry(snapshot, await entityId(snapshot, code)),
    isPermanent: true
  })
}

async function resolveGroup(snapshot: Snapshot, value: string): Promise<string> {
  if (await entityIsA(snapshot, value, 'group')) return value
  const allowed = await groupIds(snapshot)
  const message = `No group has the id "${value}".`
  throw refusedParameter('group', message, allowed, { code: 'unknown_id' })
}
