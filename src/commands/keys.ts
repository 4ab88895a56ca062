// `npm run keys`: makes, lists and revokes the keys that writing needs.
import { KEYS } from './keys/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(KEYS, async (given) => (await import('./keys/run-keys.ts')).runKeys(given))
