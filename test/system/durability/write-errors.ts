// The calls of the operating system that reach the disk fail now and then, in the server and in the
// command that imports files.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startServer } from '../../server/process.ts'
import { claimsFile } from './claims.ts'
import { acknowledged, runImport } from './processes.ts'
import { reader, refusals } from './refusals.ts'
import { inspect, type Trial } from './trial.ts'
import { replay, retryPending, writer } from './writers.ts'

/** What fails, and how often. Faults of reading may cost reads as well. */
export type Fault = { name: string; points: string[]; probability: number; costsReads?: boolean }
export const FAULTS: readonly Fault[] = [
  { name: 'pwrite', points: ['posix/io/rw/pwrite'], probability: 0.02 },
  { name: 'fsync', points: ['posix/io/sync/fsync', 'posix/io/sync/fdatasync'], probability: 0.1 },
  { name: 'ftruncate', points: ['posix/io/rw/ftruncate'], probability: 0.5 },
  { name: 'pread', points: ['posix/io/rw/pread'], probability: 0.02, costsReads: true }
]
const WRITERS = 3
const FAILING_MS = 8_000
const COMMAND_RUNS = 8
const COMMAND_PROBABILITY = 0.0003
const COMMAND_ROWS = 1_000

export type Outcome = {
  fault: string
  acknowledged: number
  refused: string
  reads: number
  'reads refused': number
  wrong: string[]
}
type Endings = { teardown: (end: () => unknown) => void }

/** A server whose disk fails under clients that write and read, until it fails no more. */
export async function serveUnder(t: Endings, trial: Trial, fault: Fault): Promise<Outcome> {
  const control = join(trial.folder, 'fiu')
  const server = await startServer(t, trial.url, { ACCESS_LOG: 'off' }, [
    'fiu-run',
    '-x',
    '-f',
    control
  ])
  const tell = (command: (point: string) => string) =>
    promisify(execFile)('fiu-ctrl', [
      '-f',
      control,
      ...fault.points.flatMap((point) => ['-c', command(point)]),
      String(server.child.pid)
    ])
  const [writes, reads] = [refusals(), refusals()]
  let isOver = false
  await tell((point) => `enable_random name=${point},probability=${fault.probability}`)
  const writers = Array.from({ length: WRITERS }, (_, index) =>
    writer(trial, server.url, `w${index}`, () => isOver, writes.add)
  )
  const reading = reader(server.url, () => isOver, reads.add)
  await Promise.race([pause(FAILING_MS), reading, ...writers])
  isOver = true
  await Promise.all(writers)
  const answered = await reading
  await tell((point) => `disable name=${point}`)
  const wrong = [
    ...writes.faults,
    ...reads.faults,
    ...(await retryPending(trial, server.url)),
    ...(await replay(trial, server.url, 5))
  ]
  if (reads.count() > 0 && !fault.costsReads) wrong.push(`${reads.count()} reads were refused`)
  if (writes.count() === 0 && fault.name !== 'ftruncate') wrong.push('nothing failed')
  server.child.kill('SIGTERM')
  const { code } = await server.exit
  // A defect of ours is told by its log: the client only learns that there is one.
  for (const { code, err } of server.logs())
    if (code === 'internal') wrong.push(`logged: ${JSON.stringify(err)}`)
  if (code !== 0) wrong.push(`the server ended with ${code}`)
  await inspect(trial, `after errors of ${fault.name}`, { isLast: true })
  const done = trial.journal.entries().filter(({ isAcknowledged }) => isAcknowledged).length
  const refused = [...writes.byStatus].map(([status, count]) => `${count} × ${status}`).join(', ')
  return {
    fault: fault.name,
    acknowledged: done,
    refused,
    reads: answered,
    'reads refused': reads.count(),
    wrong
  }
}

/**
 * The command on a disk with errors of writing: it tells that it failed, or what it made is there.
 */
export async function importUnder(trial: Trial): Promise<Outcome> {
  const wrong: string[] = []
  let [failed, done] = [0, 0]
  for (let run = 1; run <= COMMAND_RUNS; run += 1) {
    const name = `import ${run}`
    const file = join(trial.folder, 'claims.csv')
    writeFileSync(file, await claimsFile('file', COMMAND_ROWS, run, name))
    trial.journal.asked({ name, rows: COMMAND_ROWS })
    const under = [
      'fiu-run',
      '-x',
      '-c',
      `enable_random name=posix/io/rw/pwrite,probability=${COMMAND_PROBABILITY}`
    ]
    const ended = await runImport(trial.url, file, { under })
    if (ended.code === 0 && acknowledged(ended) !== null) {
      trial.journal.acknowledged(name)
      done += 1
    } else {
      failed += 1
      if (
        ended.code !== 1 ||
        !/^(The import failed|Nothing was imported|The database .* cannot be used): .+/m.test(
          ended.stderr
        )
      )
        wrong.push(`ended with ${ended.code}: ${ended.stderr.slice(-300)}`)
    }
    await inspect(trial, `after run ${run} of the command`, { isLast: run === COMMAND_RUNS })
  }
  if (failed === 0) wrong.push('nothing failed')
  return {
    fault: 'pwrite, in the command',
    acknowledged: done,
    refused: `${failed} × exit 1`,
    reads: 0,
    'reads refused': 0,
    wrong
  }
}
