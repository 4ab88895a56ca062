// Tables of keys and of answers to requests that may come twice.
import { KEY_SCOPES } from '../../vocabularies.ts'
import { oneOf, reference } from './constraints.ts'
import type { Kit } from './kit.ts'

/**
 * A key is stored only as a hash, so that nobody who reads the database can write with it. Times
 * are RFC 3339, UTC.
 */
export function keyTables(k: Kit) {
  const api_key = k.table(
    'api_key',
    {
      id: k.text().primaryKey(),
      label: k.text().notNull(),
      scope: k.text({ enum: KEY_SCOPES }).notNull(),
      hash: k.text().notNull(),
      created: k.text().notNull(),
      expires: k.text(),
      revoked: k.text()
    },
    (t) => [k.check('api_key_scope', oneOf(t.scope, KEY_SCOPES))]
  )
  const idempotent_answer = k.table(
    'idempotent_answer',
    {
      api_key: reference(k, () => api_key.id).notNull(),
      key: k.text().notNull(),
      /**
       * Hash of method, path and body. The same key with another request is a mistake of the
       * client.
       */
      request: k.text().notNull(),
      status: k.integer().notNull(),
      location: k.text(),
      body: k.text().notNull(),
      created: k.text().notNull()
    },
    (t) => [
      k.primaryKey({ columns: [t.api_key, t.key] }),
      k.index('idempotent_answer_by_age').on(t.created)
    ]
  )
  return { api_key, idempotent_answer }
}
