// `npm run db:generate -- --name add_something`: lets drizzle-kit write the next migration of both
// engines, then adds what drizzle cannot write: STRICT on SQLite, because otherwise a number column
// accepts text, and byte order (collation "C") for PostgreSQL text, so that both engines sort in
// the same order.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from './shared/command.ts'
import { runCommand } from './shared/run-command.ts'

const GENERATE = defineCommand({
  script: 'db:generate',
  does:
    'Writes the next migration of both engines into migrations/, from the difference between the ' +
    'tables of src/db/tables and the last migration. drizzle-kit writes it; the command then ' +
    'adds what drizzle-kit cannot say: STRICT tables on SQLite, and COLLATE "C" for text on ' +
    'PostgreSQL. Without a difference the command writes nothing.',
  usage: ['npm run db:generate -- [--name NAME] [--custom] [-- WORD…]'],
  words: { 'WORD…': 'Words after a second -- go to drizzle-kit as they are.' },
  onlyAfterEnd: true,
  options: {
    name: {
      value: 'NAME',
      does: 'What the migration does, for its file name. Default: a random name.'
    },
    custom: { does: 'Write an empty migration, to be filled in by hand.' }
  },
  notes: ['The command reads no setting and no database.'],
  examples: [
    'npm run db:generate -- --name add_product',
    'npm run db:generate -- --name fill_product --custom'
  ],
  readArguments: ({ values: { name, custom }, words }) => [
    ...(name === undefined ? [] : ['--name', name]),
    ...(custom ? ['--custom'] : []),
    ...words
  ]
})

const ENGINES = {
  sqlite: (sql: string) =>
    sql
      .replaceAll(/^(CREATE TABLE [^;]*\n\));/gm, '$1 STRICT;')
      // Of an index on a table that it rebuilds, drizzle-kit quotes an expression as a column.
      .replaceAll(/`("\w+" desc)`/g, '$1'),
  postgres: (sql: string) =>
    sql
      .replaceAll(/^(\t"\w+" text)(?! COLLATE)/gm, '$1 COLLATE "C"')
      .replaceAll(/(ADD COLUMN "\w+" text)(?! COLLATE)/g, '$1 COLLATE "C"')
}

await runCommand(GENERATE, async (words) => {
  for (const [engine, complete] of Object.entries(ENGINES)) {
    const folder = join('migrations', engine)
    const config = `src/db/${engine}/drizzle.config.ts`
    execFileSync('drizzle-kit', ['generate', '--config', config, ...words], { stdio: 'inherit' })
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
      const path = join(folder, file)
      writeFileSync(path, complete(readFileSync(path, 'utf8')))
    }
  }
  return 'The migrations of both engines are those of the tables.'
})
