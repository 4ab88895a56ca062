// `npm run import`: imports files into the database of the settings, or into another one.
import { IMPORT } from './import/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(IMPORT, async (given) =>
  given.suggest
    ? (await import('./import/run-suggest.ts')).runSuggest(given)
    : (await import('./import/run-import.ts')).runImport(given)
)
