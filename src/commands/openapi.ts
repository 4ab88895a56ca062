// `npm run openapi` writes openapi.yaml anew, from the same routes the service has.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { migrateSqlite } from '../db/sqlite/migrate.ts'
import { connectSqlite, sqliteStore } from '../db/sqlite/store.ts'
import { renderOpenapi } from '../pages/openapi.ts'

const client = connectSqlite(':memory:')
migrateSqlite(client)
const app = await buildApp({ store: sqliteStore(client), config: readConfig({}, '/dev/null') })
await app.ready()
writeFileSync(fileURLToPath(new URL('../../openapi.yaml', import.meta.url)), renderOpenapi(app))
await app.close()
