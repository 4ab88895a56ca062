// `npm run test:backup`: kills backups and restores by SIGKILL at random moments, while a service
// serves the database and a command imports into it. The file that they make must always be the old
// one or the new one, as a whole. KILLS and TEST_SEED make it shorter and repeat it.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connectSqlite } from '../../../src/db/sqlite/connect.ts'
import { sqliteStore } from '../../../src/db/sqlite/store.ts'
import { ended, startCommand } from '../../commands/running.ts'
import { startServer } from '../../server/process.ts'
import { claimsFile } from './claims.ts'
import { runImport } from './processes.ts'
import { chosenSeed, randomFrom } from './random.ts'
import { faultsOf } from './state.ts'
import { makeBase } from './trial.ts'

const KILLS = Number(process.env['KILLS'] ?? 60)
/** Enough that copying takes as long as starting the command. */
const ROWS = 20_000
/** A command is killed after this share of its usual time at the earliest. */
const EARLIEST = 0.4
const BEYOND = 1.1

type Tally = { kills: number; old: number; new: number; ended: number; faults: string[] }
type Moment = () => number

const folder = mkdtempSync(join(tmpdir(), 'corridor-backup-'))
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
  const moment = () => EARLIEST + random() * (BEYOND - EARLIEST)
  const file = join(folder, 'base.db')
  await makeBase(file)
  await importRows(file, 0)
  const older = join(folder, 'older.db')
  await run('backup', [older], file)
  const backups = await killBackups(file, moment)
  const restores = await killRestores([older, join(folder, 'backups/backup.db')], moment)
  console.table({ backups: counted(backups), restores: counted(restores) })
  for (const [what, tally] of Object.entries({ backups, restores }))
    console.log(
      `result: ${what}: ${tally.kills} kills, ${tally.ended} after the end; then the old file ` +
        `${tally.old} times, the new one ${tally.new} times; ${tally.faults.length} faults`
    )
  const faults = [...backups.faults, ...restores.faults]
  for (const fault of faults.slice(0, 20)) console.error(fault)
  const kills = backups.kills + restores.kills
  console.log(`${kills - faults.length} passed, ${faults.length} failed`)
  process.exitCode = faults.length === 0 && kills === KILLS ? 0 : 1
}

function counted({ faults, ...counts }: Tally) {
  return { ...counts, faults: faults.length }
}

/** Backups of a database that is served and imported into, each in place of the one before. */
async function killBackups(file: string, moment: Moment): Promise<Tally> {
  const tally: Tally = { kills: 0, old: 0, new: 0, ended: 0, faults: [] }
  const server = await startServer(t, file, { ACCESS_LOG: 'off' })
  let isOver = false
  const imports = (async () => {
    for (let turn = 1; !isOver; turn += 1) await importRows(file, turn)
  })()
  const to = join(folder, 'backups/backup.db')
  mkdirSync(join(folder, 'backups'))
  const words = [to, '--force']
  let usualMs = await run('backup', words, file)
  let before = revisionOf(to)
  while (tally.kills < KILLS / 2) {
    tally.kills += 1
    const ms = await run('backup', words, file, moment() * usualMs)
    if (ms !== 0) usualMs = ms
    await inspect(to, `after kill ${tally.kills} of a backup`, tally.faults)
    const now = revisionOf(to)
    if (now < before) tally.faults.push(`a backup went back from revision ${before} to ${now}`)
    count(tally, now === before, ms !== 0)
    before = now
  }
  isOver = true
  await imports
  await run('backup', words, file)
  const left = readdirSync(join(folder, 'backups'))
  if (left.join() !== 'backup.db') tally.faults.push(`this is left beside the backup: ${left}`)
  server.child.kill('SIGTERM')
  await server.exit
  return tally
}

/** Restores of an older and a newer backup in turn. */
async function killRestores(backups: [string, string], moment: Moment): Promise<Tally> {
  const tally: Tally = { kills: 0, old: 0, new: 0, ended: 0, faults: [] }
  const target = join(folder, 'restored/corridor.db')
  mkdirSync(join(folder, 'restored'))
  copyFileSync(backups[1], target)
  let usualMs = await run('restore', [backups[0], '--force'], target)
  let before = revisionOf(target)
  const revisions = backups.map(revisionOf)
  while (tally.kills < KILLS / 2) {
    tally.kills += 1
    const wanted = revisions.findIndex((revision) => revision !== before)
    const words = [backups[wanted] ?? '', '--force']
    const ms = await run('restore', words, target, moment() * usualMs)
    if (ms !== 0) usualMs = ms
    await inspect(target, `after kill ${tally.kills} of a restore`, tally.faults)
    const now = revisionOf(target)
    if (!revisions.includes(now)) tally.faults.push(`a restore made revision ${now}`)
    count(tally, now === before, ms !== 0)
    before = now
    for (const name of readdirSync(join(folder, 'restored')))
      if (name.includes('.replaced-')) rmSync(join(folder, 'restored', name))
  }
  return tally
}

function count(tally: Tally, isOld: boolean, hasEnded: boolean): void {
  tally[isOld ? 'old' : 'new'] += 1
  if (hasEnded) tally.ended += 1
}

/** Runs a command, and kills it after a time. Returns how long it took; 0 if it was killed. */
async function run(
  command: string,
  words: readonly string[],
  file: string,
  killAfterMs?: number
): Promise<number> {
  const began = performance.now()
  const child = startCommand(command, words, { DATABASE_URL: `file:${file}` })
  const end = ended(child)
  if (killAfterMs !== undefined) {
    await Promise.race([pause(killAfterMs), end])
    child.kill('SIGKILL')
  }
  const { code, signal, stderr } = await end
  if (signal === 'SIGKILL') return 0
  if (code !== 0) throw new Error(`${command} failed: ${code} ${stderr}`)
  return performance.now() - began
}

async function importRows(file: string, turn: number): Promise<void> {
  const csv = join(folder, 'claims.csv')
  writeFileSync(
    csv,
    await claimsFile(`file-${turn}`, turn === 0 ? ROWS : 500, turn, `import ${turn}`)
  )
  const { code, stderr } = await runImport(`file:${file}`, csv)
  if (code !== 0) throw new Error(`the import failed: ${code} ${stderr}`)
}

/** Whether all of a database is there: its pages, and the rows of each revision. */
async function inspect(file: string, when: string, faults: string[]): Promise<void> {
  if (!existsSync(file)) return void faults.push(`${when}: there is no file`)
  const store = sqliteStore(connectSqlite(file, { readonly: true }))
  try {
    const [fault] = await faultsOf(store)
    if (fault) faults.push(`${when}: ${fault}`)
  } finally {
    await store.close()
  }
}

function revisionOf(file: string): number {
  const client = connectSqlite(file, { readonly: true })
  try {
    return client.prepare<[], number>('SELECT max(revision) FROM import').pluck().get() ?? 0
  } finally {
    client.close()
  }
}
