import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { connectSqlite } from '../../db/sqlite/connect.ts'
import { migrateSqlite } from '../../db/sqlite/migrate.ts'
import { sqliteStore } from '../../db/sqlite/store.ts'
import { renderOpenapi } from '../../pages/openapi.ts'

const FILE = fileURLToPath(new URL('../../../openapi.yaml', import.meta.url))

/** Writes the OpenAPI document, by default the committed one, from the routes of the service. */
export async function writeOpenapi(file = FILE): Promise<string> {
  const client = connectSqlite(':memory:')
  migrateSqlite(client)
  const app = await buildApp({ store: sqliteStore(client), config: readConfig({}, '/dev/null') })
  await app.ready()
  writeFileSync(file, renderOpenapi(app))
  await app.close()
  return `Wrote ${file}.`
}
