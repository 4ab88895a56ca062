// `npm run db:load`: loads the starter data if they are not loaded yet. A second time changes
// nothing.
import { readConfig } from '../config.ts'
import type { Store } from '../db/store.ts'
import type { MadeRevision } from '../imports/engine/make-revision.ts'
import { defineCommand } from './shared/command.ts'
import { onDatabase } from './shared/on-database.ts'
import { runCommand } from './shared/run-command.ts'

const LOAD = defineCommand({
  script: 'db:load',
  does:
    'Loads the starter data into the database: the claims as one revision, and each set of series ' +
    'as one. A revision is loaded as a whole or not at all. The command changes nothing in a ' +
    'database that has these data already. It creates and migrates the database if needed.',
  usage: ['npm run db:load'],
  options: {},
  notes: [
    'The setting DATABASE_URL names the database. Its default is file:./data/corridor.db. The ' +
      'settings STARTER and STARTER_WITHOUT say what is loaded. The service also loads the ' +
      'starter data: the claims before it answers, the sets of series while it answers.'
  ],
  examples: ['npm run db:load', 'STARTER=claims npm run db:load'],
  readArguments: () => undefined
})

await runCommand(LOAD, () => onDatabase(async (store) => (await loadAll(store)).join('\n')))

async function loadAll(store: Store): Promise<string[]> {
  const { STARTER, STARTER_WITHOUT } = readConfig(process.env)
  const { loadCountries, loadStarter } = await import('../starter/load.ts')
  if (STARTER === 'none')
    return store.revision() === 0
      ? describe('the countries', await loadCountries(store))
      : ['STARTER=none: nothing is loaded.']
  const lines = describe('the starter data', await loadStarter(store))
  if (STARTER === 'claims') return lines
  const { loadSeries } = await import('../starter/load-series.ts')
  for await (const { set, ...made } of loadSeries(store, STARTER_WITHOUT))
    lines.push(...describe(`the series of ${set}`, made))
  return lines
}

function describe(data: string, { changed, revision, counts }: MadeRevision): string[] {
  if (!changed)
    return [
      `${data.charAt(0).toUpperCase()}${data.slice(1)} are loaded already; the data set stays at ` +
        `revision ${revision}.`
    ]
  const lines = Object.entries(counts).map(
    ([noun, { inserted, corrected }]) => `  ${noun}: ${inserted} new, ${corrected} corrected`
  )
  return [`Loaded ${data} as revision ${revision}.`, ...lines]
}
