// `npm run db:generate -- --name add_something`: lets drizzle-kit write the next migration of both
// engines, then adds what drizzle cannot say: STRICT on SQLite, which otherwise takes text in a
// number column, and byte order (collation "C") for PostgreSQL text, so that both engines sort
// alike.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ENGINES = {
  sqlite: (sql: string) => sql.replaceAll(/^(CREATE TABLE [^;]*\n\));/gm, '$1 STRICT;'),
  postgres: (sql: string) =>
    sql
      .replaceAll(/^(\t"\w+" text)(?! COLLATE)/gm, '$1 COLLATE "C"')
      .replaceAll(/(ADD COLUMN "\w+" text)(?! COLLATE)/g, '$1 COLLATE "C"')
}

for (const [engine, complete] of Object.entries(ENGINES)) {
  const folder = join('migrations', engine)
  execFileSync(
    'drizzle-kit',
    ['generate', '--config', `src/db/${engine}/drizzle.config.ts`, ...process.argv.slice(2)],
    {
      stdio: 'inherit'
    }
  )
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
    const path = join(folder, file)
    writeFileSync(path, complete(readFileSync(path, 'utf8')))
  }
}
