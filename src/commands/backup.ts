// `npm run backup`: makes a backup of the database while the service uses it.
import { BACKUP } from './backup/arguments.ts'
import { runCommand } from './shared/run-command.ts'

await runCommand(BACKUP, async (given) => {
  const [{ readConfig }, { runBackup }] = await Promise.all([
    import('../config.ts'),
    import('./backup/run-backup.ts')
  ])
  return runBackup(readConfig(process.env).DATABASE_URL, given)
})
