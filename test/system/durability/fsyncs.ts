// Checks that each change is synced to the disk before it is acknowledged: strace counts the calls
// for each change.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '../../server/process.ts'
import { CHANGES, firstClaim, send } from './changes.ts'
import { claimsFile } from './claims.ts'
import { acknowledged, runImport } from './processes.ts'
import type { Trial } from './trial.ts'
import { isSuccess } from './writers.ts'

const SENT = 30
const IMPORTED = 5
const ROWS = 500

export type Counted = { changes: number; least: number; most: number; total: number }
type Endings = { teardown: (end: () => unknown) => void }

/** -D: the traced program keeps its process, so that signals reach it. */
const under = (log: string) => [
  'strace',
  '-D',
  '-f',
  '-y',
  '-e',
  'trace=fsync,fdatasync',
  '-o',
  log
]

/** Calls on the log of the database that succeeded, so far. */
function synced(log: string): number {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /(fsync|fdatasync)\(\d+<[^>]*\.db-wal>/.test(line)).length
}

/** Changes over HTTP, one after the other. */
export async function countServed(t: Endings, trial: Trial): Promise<Counted> {
  const log = join(trial.folder, 'server.strace')
  const server = await startServer(t, trial.url, { ACCESS_LOG: 'off' }, under(log))
  const counts: number[] = []
  for (let turn = 0; turn < SENT; turn += 1) {
    const make = CHANGES[turn % CHANGES.length]
    const change =
      turn === 0 ? firstClaim('traced') : await make?.(`traced ${turn}`, 'traced', turn)
    if (!change) continue
    const before = synced(log)
    const reply = await send(server.url, trial.key, change)
    if (!isSuccess(reply)) throw new Error(`a change was refused: ${reply.status} ${reply.body}`)
    counts.push(synced(log) - before)
  }
  server.child.kill('SIGTERM')
  await server.exit
  return counted(counts)
}

/** Imports by the command. */
export async function countImported(trial: Trial): Promise<Counted> {
  const counts: number[] = []
  for (let run = 1; run <= IMPORTED; run += 1) {
    const file = join(trial.folder, 'claims.csv')
    const log = join(trial.folder, `import-${run}.strace`)
    writeFileSync(file, await claimsFile('traced-file', ROWS, run, `traced import ${run}`))
    const ended = await runImport(trial.url, file, { under: under(log) })
    if (acknowledged(ended) === null) throw new Error(`an import failed: ${ended.stderr}`)
    counts.push(synced(log))
  }
  return counted(counts)
}

function counted(counts: number[]): Counted {
  return {
    changes: counts.length,
    least: Math.min(...counts),
    most: Math.max(...counts),
    total: counts.reduce((total, count) => total + count, 0)
  }
}
