// `npm run lint:openapi`: Redocly and Spectral over the document as served. They come by npx,
// pinned, so that `npm ci` stays small.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { connectSqlite } from '../../src/db/sqlite/connect.ts'
import { migrateSqlite } from '../../src/db/sqlite/migrate.ts'
import { sqliteStore } from '../../src/db/sqlite/store.ts'

const REDOCLY = '@redocly/cli@2.77.0'
const SPECTRAL = '@stoplight/spectral-cli@6.16.3'

const client = connectSqlite(':memory:')
migrateSqlite(client)
const app = await buildApp({ store: sqliteStore(client), config: readConfig({}, '/dev/null') })
const folder = mkdtempSync(join(tmpdir(), 'corridor-openapi-'))
try {
  const { body, statusCode } = await app.inject('/openapi.json')
  if (statusCode !== 200) throw new Error(`/openapi.json answers ${statusCode}`)
  const file = join(folder, 'openapi.json')
  writeFileSync(file, body)
  run(REDOCLY, 'lint', file, '--config', 'test/openapi/redocly.yaml')
  run(SPECTRAL, 'lint', file, '--ruleset', 'test/openapi/spectral.yaml', '--fail-severity', 'hint')
} finally {
  rmSync(folder, { recursive: true })
  await app.close()
}

/** Throws, and so fails the script, where the linter does not exit with 0. */
function run(tool: string, ...words: string[]): void {
  execFileSync('npx', ['--yes', tool, ...words], {
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  })
}
