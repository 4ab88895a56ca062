import type { FastifyInstance } from 'fastify'
import type { Snapshot, Store } from '../db/store.ts'
import { refusedParameter } from '../http/problems.ts'
import { entityId, findPlace } from '../identifiers/known-ids.ts'
import type { NamedEntity } from '../identifiers/name-queries.ts'
import { findNamed, namedKey, namedKeySchema } from '../identifiers/named-first.ts'
import { nounRoutes } from '../identifiers/noun-routes.ts'
import { entityIsA, groupIds } from '../identifiers/queries.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { COUNTRIES } from '../licenses.ts'
import { listPath } from '../nouns.ts'
import { countCountries, findCountry, listCountries } from './queries.ts'
import { countryDetailSchema, countrySchema, listCountriesQuery } from './schemas.ts'

export function countryRoutes(app: FastifyInstance, store: Store): void {
  const countries = nounRoutes(app, store, 'country', COUNTRIES)
  countries.list({
    operationId: 'listCountries',
    summary: 'The countries of the world, with names in the languages of the corridor',
    description:
      'All 249 countries of ISO 3166-1, ordered by alpha-3 code; with `q`, countries with this ' +
      'name come first. `has_data=true` selects the countries that figures are about.',
    query: listCountriesQuery,
    item: countrySchema,
    whenChanged: 'cut',
    filters: async (snapshot, query) => {
      const group = query.group && (await resolveGroup(snapshot, query.group))
      const found = await findNamed(snapshot, query.q)
      const named = found.map(({ id }) => id)
      return { filters: { ...query, group, named }, warnings: found.flatMap(warnOfOther) }
    },
    rows: listCountries,
    count: countCountries,
    key: ({ code }, filters) => namedKey(code, filters),
    keySchema: namedKeySchema
  })
  countries.one({
    operationId: 'getCountry',
    summary: 'One country, with its newest key figures and the metrics it appears in',
    description:
      'Takes an ISO 3166-1 code (alpha-2, alpha-3 or numeric) in upper or lower case, or a name, ' +
      'as parameters do. The answer has the alpha-3 form.',
    parameter: {
      name: 'code',
      description: 'An ISO 3166-1 code in upper or lower case, or a name.',
      example: 'KAZ'
    },
    item: countryDetailSchema,
    find: (snapshot, value) => findPlace(snapshot, value, (code) => findCountry(snapshot, code)),
    isPermanent: true
  })
}

/** A warning where the search text is the name of an entity that is not in this list. */
function warnOfOther({ id, name, kind }: NamedEntity): string[] {
  const path = `${listPath('entity')}/${encodeURIComponent(id)}`
  return kind === 'country' ? [] : [`q: ${name} is not in ISO 3166-1: see ${path}.`]
}

async function resolveGroup(snapshot: Snapshot, value: string): Promise<string> {
  if (await entityIsA(snapshot, value, 'group')) return value
  const id = await entityId(snapshot, value)
  if (await entityIsA(snapshot, id, 'group')) return id
  if (isListOfIds(value)) {
    const fits = (id: string) => entityIsA(snapshot, id, 'group')
    const single = { noun: 'entity', parameter: 'group', called: 'group', fits } as const
    throw await severalIds(snapshot, single, value)
  }
  const allowed = await groupIds(snapshot)
  const message = `No group has the id "${value}".`
  throw refusedParameter('group', message, allowed, { code: 'unknown_id' })
}
