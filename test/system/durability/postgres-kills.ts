// The same on a PostgreSQL server, if there is one: a killed client leaves no row of its import.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openPrepared } from '../../../src/db/open.ts'
import { openLoaded } from '../../../src/starter/prepare.ts'
import { createDatabase, SERVER } from '../../helpers/server-database.ts'
import { importNext, killCommand } from './kills.ts'
import { inspect, type Tally, trialOf } from './trial.ts'

/**
 * Kills the command several times while it imports into its own database; null if TEST_POSTGRES_URL
 * names no server.
 */
export async function killPostgresImports(
  parent: string,
  kills: number,
  random: () => number
): Promise<Tally | null> {
  if (!SERVER) {
    console.log('TEST_POSTGRES_URL is not set: no imports into PostgreSQL are killed')
    return null
  }
  const endings: (() => unknown)[] = []
  try {
    const url = await createDatabase({ teardown: (end: () => unknown) => void endings.push(end) })
    const folder = join(parent, 'postgres')
    mkdirSync(folder)
    await (await openLoaded(url)).close()
    const trial = trialOf(folder, url, '', () => openPrepared(url))
    const usualMs = await importNext(trial)
    for (let kill = 0; kill < kills; kill += 1) await killCommand(trial, null, random() * usualMs)
    await importNext(trial)
    await inspect(trial, 'at the end', { isLast: true })
    trial.tally.acknowledged = trial.journal
      .entries()
      .filter(({ isAcknowledged }) => isAcknowledged).length
    return trial.tally
  } finally {
    for (const end of endings) await end()
  }
}
