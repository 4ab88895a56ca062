// `npm run test:outage`: kills the database server like a crash, and later freezes it, under load
// over real sockets. No answer may be wrong, no process may end, every status must be 200 or 503,
// and the service must work again within seconds after the server is back.
import { setTimeout as pause } from 'node:timers/promises'
import { isInstalled, startPostgres } from '../../helpers/postgres-server.ts'
import { type Server, startServer } from '../../server/process.ts'
import { type Sample, startLoad } from './load.ts'

const PROCESSES = 2
const CALM_MS = 3_000
const AWAY_MS = 3_000
const FROZEN_MS = 5_000
const FELT_AFTER_MS = 1_000
/**
 * Both bounds leave room for a machine that does other work. On an idle one, a download that the
 * frozen database holds up takes 7 s, and full service is back within a second.
 */
const RECOVERY_MS_MAX = 10_000
const SLOWEST_MS_MAX = 30_000

type Span = { begin: number; end: number }
/** `away` is when the server was surely gone: not while it was being killed or started. */
type Phase = Span & { name: string; away: Span | undefined }

if (!isInstalled) {
  console.error('PostgreSQL is not installed here: install the package postgresql.')
  process.exit(1)
}

const endings: (() => unknown)[] = []
const failures: string[] = []
let passed = 0
try {
  await main()
} finally {
  for (const end of endings.toReversed()) await end()
}
for (const failure of failures) console.error(`failed: ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

async function main(): Promise<void> {
  const database = await startPostgres()
  endings.push(database.stop)
  // All readers come from one address.
  const limits = { CLIENT_REQUESTS: '0', CLIENT_STREAMS: '0', STREAMS: '0' }
  const settings = { DATABASE_URL: database.url, ACCESS_LOG: 'off', ...limits }
  const t = { teardown: (end: () => unknown) => void endings.push(end) }
  const servers = await Promise.all(
    Array.from({ length: PROCESSES }, () => startServer(t, '', settings))
  )
  const load = await startLoad(servers.map(({ url }) => url))
  const phases: Phase[] = []
  const phase = async (name: string, run: () => Promise<Span | undefined>) => {
    const begin = performance.now()
    const away = await run()
    phases.push({ name, begin, end: performance.now(), away })
  }
  const calm = (ms: number) => async () => void (await pause(ms))

  await phase('before', calm(CALM_MS))
  await phase('killed', async () => {
    await database.kill()
    const away = await spanOf(AWAY_MS)
    await database.restart()
    return away
  })
  await phase('back', calm(CALM_MS + RECOVERY_MS_MAX))
  await phase('frozen', async () => {
    database.freeze()
    return spanOf(FROZEN_MS).finally(database.thaw)
  })
  await phase('thawed', calm(CALM_MS + RECOVERY_MS_MAX))
  const samples = await load.stop()

  print(phases, samples)
  checkAnswers(phases, samples)
  for (const [index, name] of ['killed', 'back', 'frozen', 'thawed'].entries()) {
    const found = phases.find((one) => one.name === name) as Phase
    if (index % 2 === 0) checkReadiness(found, samples)
    else checkRecovery(found, samples)
  }
  await checkProcesses(servers)
}

function expect(holds: boolean, what: string): void {
  if (holds) passed += 1
  else failures.push(what)
}

/** Waits, and tells from when until when. */
async function spanOf(ms: number): Promise<Span> {
  const begin = performance.now()
  await pause(ms)
  return { begin, end: performance.now() }
}

function within({ begin, end }: Span, samples: Sample[]): Sample[] {
  return samples.filter((sample) => sample.end > begin && sample.end <= end)
}

function slowest(samples: Sample[]): number {
  return Math.max(0, ...samples.map(({ begin, end }) => end - begin))
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`
}

function checkAnswers(phases: Phase[], samples: Sample[]): void {
  for (const wrong of new Set(
    samples.filter(({ kind }) => kind === 'wrong').map(({ path, detail }) => `${path}: ${detail}`)
  )) {
    failures.push(wrong)
  }
  expect(
    slowest(samples) <= SLOWEST_MS_MAX,
    `no answer takes longer than ${seconds(SLOWEST_MS_MAX)}, but one took ` +
      `${seconds(slowest(samples))}`
  )
  for (const one of phases) {
    const kinds = within(one, samples).map(({ kind }) => kind)
    expect(kinds.includes('right') || one.name === 'frozen', `${one.name}: some answers are right`)
    if (one.name === 'before')
      expect(
        kinds.every((kind) => kind === 'right'),
        'before: all is well'
      )
    if (one.name === 'killed')
      expect(kinds.includes('refused'), 'killed: the outage is felt, or this shows nothing')
  }
}

/**
 * Checks readiness after the service has noticed the loss. A request just before that may still get
 * another answer.
 */
function checkReadiness({ name, away }: Phase, samples: Sample[]): void {
  if (!away) throw new Error(`the server was not away while ${name}`)
  const felt = { begin: away.begin + FELT_AFTER_MS, end: away.end }
  const ready = within(felt, samples).filter(({ path }) => path === '/health/ready')
  expect(
    ready.length > 0 && ready.every(({ kind }) => kind === 'refused'),
    `${name}: /health/ready is 503 all the time`
  )
}

function checkRecovery(back: Phase, samples: Sample[]): void {
  const took = recovery(back, samples)
  expect(
    took <= RECOVERY_MS_MAX,
    `${back.name}: full service within ${seconds(RECOVERY_MS_MAX)}, but it took ${seconds(took)}`
  )
  const ready = within(back, samples).filter(({ path }) => path === '/health/ready')
  expect(ready.at(-1)?.kind === 'right', `${back.name}: ready again`)
}

/** The time from the return of the server to the last answer that was not complete. */
function recovery(back: Phase, samples: Sample[]): number {
  const last = within(back, samples).findLast(({ kind }) => kind !== 'right')
  return last ? last.end - back.begin : 0
}

async function checkProcesses(servers: Server[]): Promise<void> {
  for (const { child, exit } of servers) {
    expect(child.exitCode === null && child.signalCode === null, 'no process ends')
    child.kill('SIGTERM')
    const { code, stderr } = await exit
    expect(code === 0 && stderr === '', `closed in order and wrote no error: ${code} ${stderr}`)
  }
}

function print(phases: Phase[], samples: Sample[]): void {
  console.log('| phase | time | right | 503 | broken off | wrong | slowest | well again after |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (const one of phases) {
    const found = within(one, samples)
    const count = (kind: Sample['kind']) => found.filter((sample) => sample.kind === kind).length
    const after =
      one.name === 'back' || one.name === 'thawed' ? seconds(recovery(one, samples)) : ''
    const counts = [count('right'), count('refused'), count('broken off'), count('wrong')]
    console.log(
      '| ' +
        `${[one.name, seconds(one.end - one.begin), ...counts, seconds(slowest(found)), after].join(' | ')} ` +
        '|'
    )
  }
}
