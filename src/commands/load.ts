// `npm run db:load`: loads the starter data where they are not yet. Loading them again changes
// nothing.
import { loadStarter } from '../starter/load.ts'
import { runOnDatabase } from './run-on-database.ts'

await runOnDatabase(async (store) => {
  const { changed, revision, counts } = await loadStarter(store)
  if (!changed)
    return `The starter data are loaded already; the data set stays at revision ${revision}.`
  const lines = Object.entries(counts).map(
    ([noun, { inserted, corrected }]) => `  ${noun}: ${inserted} new, ${corrected} corrected`
  )
  return [`Loaded the starter data as revision ${revision}.`, ...lines].join('\n')
})
