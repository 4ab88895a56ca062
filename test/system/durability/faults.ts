// `npm run test:faults`: makes the disk fail now and then (fiu-utils of Debian) and run full (a
// tmpfs, as root), and checks that acknowledged changes were synced (strace). No acknowledged
// change may be missing or incomplete. Reads go on. Changes are refused with 503 and 507, and work
// again without a restart when the disk works.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countImported, countServed } from './fsyncs.ts'
import { fullDisk, fullTemporaryFolder } from './full-disk.ts'
import { chosenSeed, randomFrom } from './random.ts'
import { beginTrial, isSound, makeBase, type Trial } from './trial.ts'
import { FAULTS, importUnder, type Outcome, serveUnder } from './write-errors.ts'

const NEEDED = { 'fiu-run': 'fiu-utils', strace: 'strace' }
const missing = Object.entries(NEEDED).filter(
  ([program]) => spawnSync('which', [program]).status !== 0
)
if (missing.length > 0 || process.getuid?.() !== 0) {
  const names = missing.map(([, name]) => name)
  console.error(
    names.length > 0
      ? `Install the packages ${names.join(', ')}.`
      : 'Mounting a small disk takes the rights of root.'
  )
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'corridor-faults-'))
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
  const trials: Trial[] = []
  const outcomes: Outcome[] = []
  const begin = (name: string) => {
    console.log(name)
    const trial = beginTrial(join(folder, name), base, key)
    trials.push(trial)
    return trial
  }
  for (const fault of FAULTS) outcomes.push(await serveUnder(t, begin(fault.name), fault))
  outcomes.push(await importUnder(begin('command')))
  console.log('full disk')
  const full = await fullDisk(t, folder, base, key, random)
  trials.push(full.trial)
  outcomes.push(full.outcome, await fullTemporaryFolder(t, folder, begin('temporary-files')))
  const traced = begin('traced')
  const synced = {
    'changes over HTTP': await countServed(t, traced),
    'imports by the command': await countImported(traced)
  }
  report(outcomes, trials, synced)
}

function report(
  outcomes: Outcome[],
  trials: Trial[],
  synced: Record<string, { least: number }>
): void {
  const sound = trials.map(({ tally }) => tally)
  console.table(
    outcomes.map(({ wrong, ...shown }, index) => {
      const { lost = 0, torn = 0, repeated = 0, broken = 0 } = sound[index] ?? {}
      return { ...shown, lost, torn, repeated, broken, wrong: wrong.length }
    })
  )
  console.table(synced)
  for (const { fault, acknowledged, refused, reads } of outcomes)
    console.log(
      `result: ${fault}: ${acknowledged} acknowledged, refused ${refused || 'none'}, ${reads} reads`
    )
  for (const [what, { least }] of Object.entries(synced))
    console.log(`result: ${what}: at least ${least} syncs an acknowledged change`)
  for (const { fault, wrong } of outcomes)
    for (const one of wrong.slice(0, 5)) console.error(`failed, ${fault}: ${one}`)
  const passed =
    outcomes.every(({ wrong }) => wrong.length === 0) &&
    sound.every(isSound) &&
    Object.values(synced).every(({ least }) => least >= 1)
  console.log(passed ? 'passed' : 'failed')
  process.exitCode = passed ? 0 : 1
}
