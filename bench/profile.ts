// `npm run bench:profile`: which part of the work takes which share of the processor time, for a
// page that is asked again and for pages that nobody asked for before. With the folder of an
// earlier commit it measures that one beside this one: `npm run bench:profile -- FOLDER`. Needs
// wrk.
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DevTools, openDevTools } from './devtools.ts'
import { firstPage } from './first.ts'
import { type Load, SECONDS, send, WARM_UP_SECONDS } from './load.ts'
import { PART_NAMES, type Profile, partsOf } from './profile-parts.ts'
import { tableOf, writeSection } from './report.ts'
import { addressOf, inFolder, processorMs, run, settingsFor, stop, wordsOf } from './running.ts'
import { PAGE, SERVER_CORE, STARTER_METRIC } from './world.ts'

const HERE = fileURLToPath(new URL('..', import.meta.url))
const PORT = 9_339
const SAMPLE_US = 250
/** So few that no version refuses any of them. */
const CONNECTIONS = 4
const ALL = 'ms of processor a request'

/** The share of each part in percent, and the processor time of a request without the profiler. */
type Shares = Map<string, string>

await inFolder(async (folder) => {
  const before = process.argv[2]
  const trees = [...(before === undefined ? [] : [resolve(before)]), HERE]
  const measured: Shares[] = []
  for (const [index, tree] of trees.entries())
    measured.push(...(await profile(tree, join(folder, `${index}.db`))))
  const names = trees.flatMap((tree) =>
    ['repeated GET', 'first GET'].map((what) => `${what}, ${commitOf(tree)}`)
  )
  writeSection('profile', [
    'The shares of the parts in the processor time of the service, in percent: what a library ' +
      'calls counts for it, and waiting is left out. 60 rows of the starter data; a first GET ' +
      'has an address that nobody asked for before.',
    tableOf(
      [...PART_NAMES, ALL].map((part) => ({
        part,
        ...Object.fromEntries(names.map((name, index) => [name, measured[index]?.get(part) ?? '']))
      }))
    )
  ])
})

/** Profiles the service of a folder: repeated requests, and first ones. */
async function profile(tree: string, file: string): Promise<Shares[]> {
  const words = [`--inspect=${PORT}`, ...wordsOf('start', tree)]
  const child = run(words, settingsFor(`file:${file}`), SERVER_CORE)
  const address = await addressOf(child)
  const tools = await openDevTools(PORT)
  const repeated: Load = { url: `${address}/v1/observations?${PAGE}` }
  const shares: Shares[] = []
  for (const one of [repeated, firstPage(address, STARTER_METRIC)]) {
    const load = { ...one, connections: CONNECTIONS }
    await send(load, WARM_UP_SECONDS)
    const before = processorMs(child)
    const { requests } = await send(load)
    const milliseconds = (processorMs(child) - before) / requests
    const times = partsOf(await recorded(tools, load))
    const all = [...times.values()].reduce((sum, time) => sum + time, 0)
    const percent = [...times].map(
      ([part, time]) => [part, ((100 * time) / all).toFixed(1)] as const
    )
    shares.push(new Map([...percent, [ALL, milliseconds.toFixed(2)]]))
  }
  tools.close()
  await stop(child)
  return shares
}

async function recorded(tools: DevTools, load: Load): Promise<Profile> {
  await tools.call('Profiler.enable')
  await tools.call('Profiler.setSamplingInterval', { interval: SAMPLE_US })
  await tools.call('Profiler.start')
  await send(load, 2 * SECONDS)
  const { profile } = await tools.call('Profiler.stop')
  // What the tools answer is described by the protocol, not by a type.
  return profile as Profile
}

function commitOf(tree: string): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: tree }).toString().trim()
}
