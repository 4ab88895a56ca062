// `node test/system/compare/trip.ts FOLDER`: counts the functions that one correction of one field
// calls in the software of a checkout. The process is warm, and V8 counts the calls. The least
// number of calls of several corrections counts, so that a timer that ran meanwhile does not count.
// With --all, the report lists each function.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startServer } from '../../server/process.ts'
import { calledFunctions, fewestCalls, type Passed, tripTable } from './coverage.ts'
import { freePort, type Inspector, openInspector } from './inspector.ts'
import { makeKey } from './make-key.ts'
import { showUsage } from './options.ts'
import { type Service, send } from './service.ts'

const WARM_UP = 30
const TRIPS = 7
/** The work after an answer belongs to the trip. */
const AFTERMATH_MS = 50
const CLAIM = '/v1/observations/C0392'

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true
})
const [folder] = positionals
if (folder === undefined) showUsage('node test/system/compare/trip.ts FOLDER [--all]')
const temporary = mkdtempSync(join(tmpdir(), 'corridor-trip-'))
const endings: (() => unknown)[] = []
try {
  const src = join(resolve(folder), 'src/')
  console.log(tripTable(await measureTrip(resolve(folder), src), src, values))
} finally {
  for (const end of endings) await end()
  rmSync(temporary, { recursive: true })
}

async function measureTrip(root: string, src: string): Promise<Passed[]> {
  const database = `file:${join(temporary, 'trip.db')}`
  const port = await freePort()
  const settings = { ACCESS_LOG: 'off', NODE_OPTIONS: `--inspect=127.0.0.1:${port}` }
  const t = { teardown: (end: () => unknown) => void endings.push(end) }
  const { url } = await startServer(t, database, settings, [], root)
  const key = makeKey(root, database, 'import')
  const service: Service = { origin: url, keys: { import: key, admin: key, wrong: key } }
  const inspector = await openInspector(port)
  await inspector.post('Profiler.enable')
  await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  for (let count = 0; count < WARM_UP; count += 1) await correct(service, `warm ${count}`)
  const trips: Passed[][] = []
  for (let count = 0; count < TRIPS; count += 1)
    trips.push(await oneTrip(inspector, service, src, `trip ${count}`))
  inspector.close()
  return fewestCalls(trips)
}

async function oneTrip(
  inspector: Inspector,
  service: Service,
  src: string,
  note: string
): Promise<Passed[]> {
  await pause(AFTERMATH_MS)
  // This call also sets the counts to zero.
  await inspector.post('Profiler.takePreciseCoverage')
  await correct(service, note)
  await pause(AFTERMATH_MS)
  const { result = [] } = await inspector.post('Profiler.takePreciseCoverage')
  return calledFunctions(result, src)
}

async function correct(service: Service, note: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ note })
  const answer = await send(service, { method: 'PATCH', url: CLAIM, headers, body, key: 'import' })
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`)
}
