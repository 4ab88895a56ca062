// `npm run db:verify`: reads the whole database and says what is wrong with it.
import { defineCommand } from './shared/command.ts'
import { runCommand } from './shared/run-command.ts'

const VERIFY = defineCommand({
  script: 'db:verify',
  does:
    'Reads the whole database and says what is wrong with it: damaged pages and indexes, ' +
    'references to nothing, revisions with more or fewer rows than were imported, and counts, ' +
    'conflict checks, assessments and tests of forecasts that the data do not give. The command ' +
    'goes on after what it finds, changes nothing, and the service may go on.',
  usage: ['npm run db:verify'],
  options: {},
  notes: [
    'The setting DATABASE_URL names the database. On PostgreSQL indexes are read if the database ' +
      'has the extension amcheck.'
  ],
  examples: [
    'npm run db:verify',
    'DATABASE_URL=file:./backups/corridor-2027-01-31T040000Z.db npm run db:verify'
  ],
  readArguments: () => undefined
})

await runCommand(VERIFY, async () => {
  const [{ readConfig }, { runVerify }] = await Promise.all([
    import('../config.ts'),
    import('./verify/run-verify.ts')
  ])
  return runVerify(readConfig(process.env).DATABASE_URL)
})
