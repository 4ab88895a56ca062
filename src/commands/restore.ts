// `npm run restore`: puts a backup in the place of the database.
import { RESTORE } from './restore/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(RESTORE, async (given) => {
  const [{ readConfig }, { runRestore }] = await Promise.all([
    import('../config.ts'),
    import('./restore/run-restore.ts')
  ])
  return runRestore(readConfig(process.env).DATABASE_URL, given)
})
