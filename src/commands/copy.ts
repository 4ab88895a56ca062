// `npm run db:copy`: copies a whole database into an empty one.
import { COPY } from './copy/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(COPY, async (given) => (await import('./copy/run-copy.ts')).runCopy(given))
