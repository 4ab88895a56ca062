// `npm run db:load`: loads the starter data if they are not loaded yet. A second time changes
// nothing.
import { defineCommand } from './shared/command.ts'
import { onDatabase } from './shared/on-database.ts'
import { runCommand } from './shared/run-command.ts'

const LOAD = defineCommand({
  script: 'db:load',
  does:
    'Loads the starter data into the database as one revision: all of them, or none. The command ' +
    'changes nothing in a database that has these data already. It creates and migrates the ' +
    'database if needed.',
  usage: ['npm run db:load'],
  options: {},
  notes: [
    'The setting DATABASE_URL names the database. Its default is file:./data/corridor.db. The ' +
      'service also loads the starter data when it starts on an empty database.'
  ],
  examples: ['npm run db:load', 'DATABASE_URL=file:./data/other.db npm run db:load'],
  readArguments: () => undefined
})

await runCommand(LOAD, () =>
  onDatabase(async (store) => {
    const { loadStarter } = await import('../starter/load.ts')
    const { changed, revision, counts } = await loadStarter(store)
    if (!changed)
      return `The starter data are loaded already; the data set stays at revision ${revision}.`
    const lines = Object.entries(counts).map(
      ([noun, { inserted, corrected }]) => `  ${noun}: ${inserted} new, ${corrected} corrected`
    )
    return [`Loaded the starter data as revision ${revision}.`, ...lines].join('\n')
  })
)
