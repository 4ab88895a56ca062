// `npm run mappings`: lists, shows and validates mappings.
import { MAPPINGS } from './mappings/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(MAPPINGS, async (given) =>
  (await import('./mappings/run-mappings.ts')).runMappings(given)
)
