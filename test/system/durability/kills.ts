// One kill each: of the server while clients write to it, and of the command while it imports a
// file.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Server, startServer } from '../../server/process.ts'
import { claimsFile } from './claims.ts'
import { acknowledged, runImport } from './processes.ts'
import { reader, refusals } from './refusals.ts'
import { inspect, type Trial } from './trial.ts'
import { replay, retryPending, writer } from './writers.ts'

export const ROWS = 3_000
const WRITERS = 3
const WRITING_MS = 1_500
const POLL_MS = 20
const REPLAYED = 5

type Endings = { teardown: (end: () => unknown) => void }

/**
 * Kills the server during its work, inspects the database, starts the server again, and sends
 * unanswered changes again.
 */
export async function killServer(
  t: Endings,
  trial: Trial,
  server: Server,
  random: () => number
): Promise<Server> {
  const kill = ++trial.tally.kills
  let isDead = false
  const refuse = ({ status, body }: { status: number; body: string }) => {
    throw new Error(`a change was refused: ${status} ${body}`)
  }
  const writers = Array.from({ length: WRITERS }, (_, index) =>
    writer(trial, server.url, `k${kill}-w${index}`, () => isDead, refuse)
  )
  const all = Promise.all(writers)
  // Most are killed in full swing, some while the first changes are under way.
  const isCold = random() < 0.25
  const hasBegun = () =>
    trial.journal
      .entries()
      .some(({ name, isAcknowledged }) => isAcknowledged && name.includes(`k${kill}-w`))
  while (!isCold && !hasBegun()) await Promise.race([pause(POLL_MS), all])
  await Promise.race([pause(random() * WRITING_MS), all])
  isDead = true
  server.child.kill('SIGKILL')
  await Promise.all([all, server.exit])
  // The first process that opens the file recovers it: an inspection or the next server.
  const looksFirst = random() < 0.5
  if (looksFirst) await inspect(trial, `after kill ${kill}, of the server`)
  const next = await startServer(t, trial.url, { ACCESS_LOG: 'off' })
  if (!looksFirst) await inspect(trial, `after kill ${kill}, of the server, and its start`)
  const failures = [
    ...(await retryPending(trial, next.url)),
    ...(await replay(trial, next.url, REPLAYED))
  ]
  if (failures.length > 0) throw new Error(failures.join('\n'))
  return next
}

/** Kills the command at a moment of its usual time, beside a server that is read meanwhile. */
export async function killCommand(
  trial: Trial,
  server: Server | null,
  killAfterMs: number
): Promise<void> {
  const kill = ++trial.tally.kills
  let isOver = false
  const refused = refusals()
  const reads = server && reader(server.url, () => isOver, refused.add)
  await importNext(trial, killAfterMs)
  isOver = true
  await reads
  if (refused.count() > 0)
    throw new Error(`reads beside an import were refused: ${[...refused.byStatus.keys()]}`)
  await inspect(trial, `after kill ${kill}, of the command after ${Math.round(killAfterMs)} ms`)
}

/** Imports the next file, the same one until it is acknowledged. Returns how long that took. */
export async function importNext(
  { journal, url, folder }: Trial,
  killAfterMs?: number
): Promise<number> {
  const imports = journal.entries().filter(({ change }) => !change)
  const pending = imports.find(({ isAcknowledged }) => !isAcknowledged)
  const name = pending?.name ?? `import ${imports.length + 1}`
  const file = join(folder, 'claims.csv')
  if (!pending) {
    writeFileSync(file, await claimsFile('file', ROWS, imports.length, name))
    journal.asked({ name, rows: ROWS })
  }
  const ended = await runImport(url, file, killAfterMs === undefined ? {} : { killAfterMs })
  if (acknowledged(ended) !== null) journal.acknowledged(name)
  else if (killAfterMs === undefined || ended.code !== null)
    throw new Error(`the import failed: ${ended.code} ${ended.stderr}`)
  return ended.ms
}
