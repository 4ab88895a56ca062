// Fills the disk of the database and the disk of temporary files, under a server and under the
// command, and makes room again.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runServer, startServer } from '../../server/process.ts'
import { CHANGES, firstClaim, send } from './changes.ts'
import { claimsFile } from './claims.ts'
import { runImport } from './processes.ts'
import { reader, refusals } from './refusals.ts'
import { type Disk, smallDisk } from './small-disk.ts'
import { beginTrial, inspect, type Trial } from './trial.ts'
import type { Outcome } from './write-errors.ts'
import { replay, retryPending, writer } from './writers.ts'

const DISK_MEGABYTES = 16
const CYCLES = 6
const LEFT_BYTES_MAX = 400_000
const WRITERS = 3
const FULL_MS = 2_500
const COMMAND_ROWS = 2_000
const UPLOADS = 6

type Endings = { teardown: (end: () => unknown) => void }

/** Fills and empties the disk under clients that write and read; no restart in between. */
export async function fullDisk(
  t: Endings,
  folder: string,
  base: string,
  key: string,
  random: () => number
): Promise<{ outcome: Outcome; trial: Trial }> {
  const disk = smallDisk(join(folder, 'disk'), DISK_MEGABYTES)
  t.teardown(disk.unmount)
  const trial = beginTrial(join(folder, 'full-disk'), base, key, disk.folder)
  let server = await startServer(t, trial.url, { ACCESS_LOG: 'off' })
  const [writes, reads] = [refusals(), refusals()]
  const wrong: string[] = []
  let answered = 0
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    let isOver = false
    disk.fill(cycle === 0 ? 0 : random() * LEFT_BYTES_MAX)
    const before = writes.count()
    const writers = Array.from({ length: WRITERS }, (_, index) =>
      writer(trial, server.url, `c${cycle}-w${index}`, () => isOver, writes.add)
    )
    const reading = reader(server.url, () => isOver, reads.add)
    await Promise.race([pause(FULL_MS), reading, ...writers])
    isOver = true
    await Promise.all(writers)
    answered += await reading
    if (writes.count() === before) wrong.push(`in cycle ${cycle + 1} the disk was not full`)
    wrong.push(...(await commandRefused(trial, disk)))
    disk.empty()
    wrong.push(...(await retryPending(trial, server.url)), ...(await replay(trial, server.url, 5)))
    await inspect(trial, `after cycle ${cycle + 1} of the full disk`)
  }
  wrong.push(...writes.faults, ...reads.faults)
  if (reads.count() > 0) wrong.push(`${reads.count()} reads were refused`)
  disk.fill(0)
  server.child.kill('SIGTERM')
  const { code } = await server.exit
  if (code !== 0) wrong.push(`the server ended with ${code} on a full disk`)
  wrong.push(...(await startOnFull(t, trial)))
  disk.empty()
  server = await startServer(t, trial.url, { ACCESS_LOG: 'off' })
  wrong.push(...(await retryPending(trial, server.url)))
  server.child.kill('SIGTERM')
  await server.exit
  await inspect(trial, 'after the full disk', { isLast: true })
  const done = trial.journal.entries().filter(({ isAcknowledged }) => isAcknowledged).length
  const refused = [...writes.byStatus].map(([status, count]) => `${count} × ${status}`).join(', ')
  return {
    trial,
    outcome: {
      fault: 'full disk',
      acknowledged: done,
      refused,
      reads: answered,
      'reads refused': reads.count(),
      wrong
    }
  }
}

/** The command reports the full disk, and leaves no row. */
async function commandRefused(trial: Trial, disk: Disk): Promise<string[]> {
  const file = join(trial.folder, 'claims.csv')
  writeFileSync(file, await claimsFile('never', COMMAND_ROWS, 0, 'never'))
  disk.fill(0)
  const { code, stderr } = await runImport(trial.url, file)
  const isClear =
    /^(Nothing was imported: there is no room|The import failed: |The database .* cannot be used: )/m.test(
      stderr
    )
  return code === 1 && isClear ? [] : [`on a full disk the command ended with ${code}: ${stderr}`]
}

/** A start may fail if there is no room, but must say so. */
async function startOnFull(t: Endings, { url }: Trial): Promise<string[]> {
  const { child, exit, output } = runServer(t, { DATABASE_URL: url })
  const listens = async () => {
    while (!/listening at/.test(output())) await pause(50)
    child.kill('SIGTERM')
  }
  const ended = await Promise.race([exit, listens().then(() => exit)])
  console.log(
    `a start on a full disk: ended with ${ended.code}: ${ended.stderr.trim().slice(0, 200)}`
  )
  const isClear =
    ended.code === 0 ||
    /The database .* cannot be used: .*(full|room|disk)/.test(ended.stderr + ended.stdout)
  return isClear
    ? []
    : [`a start on a full disk ended with ${ended.code}: ${ended.stderr.slice(0, 300)}`]
}

/**
 * Uploads need room for a temporary file. Without room, every upload is refused, and no refused
 * upload blocks a later one.
 */
export async function fullTemporaryFolder(
  t: Endings,
  folder: string,
  trial: Trial
): Promise<Outcome> {
  const disk = smallDisk(join(folder, 'temporary'), 1)
  t.teardown(disk.unmount)
  const server = await startServer(t, trial.url, { ACCESS_LOG: 'off', TMPDIR: disk.folder })
  const writes = refusals()
  disk.fill(0)
  const owner = 'temporary'
  const makeUpload = CHANGES[2]
  if (!makeUpload) throw new Error('there is no upload')
  for (let turn = 0; turn < UPLOADS; turn += 1) {
    const change = await makeUpload(`upload ${turn}`, owner, turn)
    trial.journal.asked({ name: change.name, rows: change.rows, change })
    writes.add(await send(server.url, trial.key, change))
  }
  const single = firstClaim(owner)
  trial.journal.asked({ name: single.name, rows: 1, change: single })
  disk.empty()
  const wrong = [...writes.faults, ...(await retryPending(trial, server.url))]
  server.child.kill('SIGTERM')
  await server.exit
  await inspect(trial, 'after the full temporary folder', { isLast: true })
  const done = trial.journal.entries().filter(({ isAcknowledged }) => isAcknowledged).length
  const refused = [...writes.byStatus].map(([status, count]) => `${count} × ${status}`).join(', ')
  return {
    fault: 'full temporary folder',
    acknowledged: done,
    refused,
    reads: 0,
    'reads refused': 0,
    wrong
  }
}
