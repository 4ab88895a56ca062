// `npm run db:migrate`: brings the database to the schema of this version.
import { defineCommand } from './shared/command.ts'
import { onDatabase } from './shared/on-database.ts'
import { runCommand } from './shared/run-command.ts'

const MIGRATE = defineCommand({
  script: 'db:migrate',
  does:
    'Brings the database to the schema of this version. The command creates a database that does ' +
    'not exist yet, and changes nothing in a database that has the schema already.',
  usage: ['npm run db:migrate'],
  options: {},
  notes: [
    'The setting DATABASE_URL names the database. Its default is file:./data/corridor.db. The ' +
      'service also migrates its database when it starts.'
  ],
  examples: [
    'npm run db:migrate',
    'DATABASE_URL=postgres://corridor:secret@localhost:5432/corridor \\\n  npm run db:migrate'
  ],
  readArguments: () => undefined
})

await runCommand(MIGRATE, () =>
  onDatabase(async () => 'The database is at the schema of this version.')
)
