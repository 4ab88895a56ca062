// `npm run test:crash`: kills writing processes by SIGKILL at random moments: half of them servers,
// half the command that imports files. No acknowledged change may be missing, incomplete or made
// twice. KILLS and TEST_SEED make it shorter and repeat it; with TEST_POSTGRES_URL imports into
// PostgreSQL are killed too.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../server/process.ts'
import { importNext, killCommand, killServer } from './kills.ts'
import { killPostgresImports } from './postgres-kills.ts'
import { chosenSeed, randomFrom } from './random.ts'
import { beginTrial, inspect, isSound, makeBase, sum, type Tally, type Trial } from './trial.ts'

const KILLS = Number(process.env['KILLS'] ?? 200)
/**
 * After this many kills, a new database is used, because each inspection of a growing database
 * takes longer.
 */
const KILLS_A_TRIAL = 20
/** A little longer than an import, so that some are killed after they have reported their end. */
const BEYOND = 1.1

const folder = mkdtempSync(join(tmpdir(), 'corridor-crash-'))
const endings: (() => unknown)[] = []
const t = { teardown: (end: () => unknown) => void endings.push(end) }
try {
  await main()
} finally {
  for (const end of endings.toReversed()) await end()
  rmSync(folder, { recursive: true })
}

async function main(): Promise<void> {
  const random = randomFrom(chosenSeed())
  const base = join(folder, 'base.db')
  const key = await makeBase(base)
  const tallies: Tally[] = []
  for (let left = KILLS; left > 0; left -= KILLS_A_TRIAL) {
    const trial = beginTrial(join(folder, `trial-${tallies.length + 1}`), base, key)
    await kills(trial, Math.min(left, KILLS_A_TRIAL), random)
    tallies.push(trial.tally)
    rmSync(trial.folder, { recursive: true })
    console.log(JSON.stringify({ trial: tallies.length, ...trial.tally }))
  }
  const postgres = await killPostgresImports(folder, Math.ceil(KILLS / 10), random)
  console.table({
    'SQLite, server and command': sum(tallies),
    ...(postgres && { 'PostgreSQL, command': postgres })
  })
  tell('SQLite, server and command', sum(tallies))
  if (postgres) tell('PostgreSQL, command', postgres)
  const all = [...tallies, ...(postgres ? [postgres] : [])]
  const passed = all.every(isSound) && sum(tallies).kills === KILLS
  console.log(passed ? 'passed' : 'failed')
  process.exitCode = passed ? 0 : 1
}

function tell(what: string, { kills, acknowledged, retried, ...wrong }: Tally): void {
  const { lost, torn, repeated, broken } = wrong
  console.log(
    `result: ${what}: ${kills} kills, ${acknowledged} changes acknowledged, ${retried} sent ` +
      `again; ${lost} lost, ${torn} torn, ${repeated} made twice, ${broken} databases broken`
  )
}

async function kills(trial: Trial, count: number, random: () => number): Promise<void> {
  let server = await startServer(t, trial.url, { ACCESS_LOG: 'off' })
  const usualMs = (await importNext(trial)) * BEYOND
  for (let kill = 0; kill < count; kill += 1) {
    if (kill % 2 === 0) server = await killServer(t, trial, server, random)
    else await killCommand(trial, server, random() * usualMs)
  }
  await importNext(trial)
  server.child.kill('SIGTERM')
  await server.exit
  await inspect(trial, 'at the end', { isLast: true })
  trial.tally.acknowledged = trial.journal
    .entries()
    .filter(({ isAcknowledged }) => isAcknowledged).length
}
