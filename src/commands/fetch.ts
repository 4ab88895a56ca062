// `npm run fetch`: fetches fresh figures from their upstreams.
import { FETCH } from './fetch/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(FETCH, async (given) => (await import('./fetch/run-fetch.ts')).runFetch(given))
