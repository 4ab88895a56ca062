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
    'Loads the starter data into the database: the claims as one revision, and each set of ' +
    'series ' +
    'as one. A revision is loaded as a whole or not at all. The command changes nothing in a ' +
    'database that has these data already. It creates and migrates the database if needed.',
  usage: ['npm run db:load [-- --series]'],
  options: {
    series: {
      does:
        'Load only the sets of series, and only into a database that has the claims. The service ' +
        'does so after its start.'
    }
  },
  notes: [
    'The setting DATABASE_URL names the database. Its default is file:./data/corridor.db. The ' +
      'settings STARTER and STARTER_WITHOUT say what is loaded. The service also loads the ' +
      'starter data: the claims before it answers, the sets of series while it answers.'
  ],
  examples: ['npm run db:load', 'STARTER=claims npm run db:load'],
  readArguments: ({ values }) => values
})

await runCommand(LOAD, ({ series }) =>
  onDatabase(async (store) => {
    if (series) endWithService()
    return (await (series ? loadSets(store) : loadAll(store))).join('\n')
  })
)

/** A service that started this command may be gone without a word. */
function endWithService(): void {
  process.once('disconnect', () => process.exit(1))
  // The channel alone does not keep the command running.
  process.channel?.unref()
}

async function loadSets(store: Store): Promise<string[]> {
  const { hasStarterClaims } = await import('../starter/series-queries.ts')
  return (await store.snapshot(hasStarterClaims))
    ? loadSeriesOf(store)
    : ['The database has no starter claims, so it gets no series.']
}

async function loadAll(store: Store): Promise<string[]> {
  const { STARTER } = readConfig(process.env)
  const { loadFoundation, loadStarter } = await import('../starter/load.ts')
  if (STARTER === 'none')
    return store.revision() === 0
      ? describe('the countries and units', await loadFoundation(store))
      : ['STARTER=none: nothing is loaded.']
  const lines = describe('the starter data', await loadStarter(store))
  return STARTER === 'claims' ? lines : [...lines, ...(await loadSeriesOf(store))]
}

async function loadSeriesOf(store: Store): Promise<string[]> {
  const { loadSeries } = await import('../starter/load-series.ts')
  const lines: string[] = []
  for await (const { set, ...made } of loadSeries(store, readConfig(process.env).STARTER_WITHOUT))
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
