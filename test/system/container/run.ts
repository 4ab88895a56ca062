// `npm run test:container`: does in a temporary folder what the Dockerfile says, since no container
// engine is needed for that, and starts what comes out: with the variables of the image, as a user
// who may write to nothing but /data and /tmp. It must answer its health check, end at the signal
// of the image, and leave its own files as they were.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '../../server/process.ts'
import { commandIn, readStages, type Stage, variablesOf, wordsOf } from './dockerfile.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** Nobody: like the user `node` of the image, it owns nothing of the service. */
const USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const folder = mkdtempSync(join(tmpdir(), 'corridor-container-'))
chmodSync(folder, 0o755)
const app = join(folder, 'app')
const data = join(folder, 'data')
let passed = 0
let failed = 0
try {
  const [packages, service] = readStages(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))
  if (!packages || !service) throw new Error('the Dockerfile has no two stages')
  build(packages, service)
  await run(service)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function check(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok' : 'FAILED'}: ${what}`)
  if (holds) passed += 1
  else failed += 1
}

/** Copies what .dockerignore lets through, and installs the packages. */
function build(packages: Stage, service: Stage): void {
  const allowed = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')
  const sources = [...wordsOf(packages, 'COPY'), ...wordsOf(service, 'COPY')]
    .filter((words) => !words.startsWith('--from'))
    .flatMap((words) => words.split(' ').slice(0, -1))
  for (const source of new Set(sources)) {
    check(`.dockerignore lets ${source} in`, allowed.includes(`!${source}`))
    mkdirSync(dirname(join(app, source)), { recursive: true })
    cpSync(join(ROOT, source), join(app, source), { recursive: true })
  }
  for (const words of wordsOf(packages, 'RUN'))
    execFileSync(words, { cwd: app, shell: true, stdio: 'inherit' })
  mkdirSync(data)
  if (USER.uid) chownSync(data, USER.uid, USER.gid)
  check('the image does not run as root', wordsOf(service, 'USER').join() === 'node')
  check('/data is a volume', wordsOf(service, 'VOLUME').join() === '/data')
}

async function run(service: Stage): Promise<void> {
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    ...Object.fromEntries(
      Object.entries(variablesOf(service)).map(([name, value]) => [
        name,
        value.replace('/data', data)
      ])
    ),
    STARTER: 'claims',
    HOST: '127.0.0.1',
    PORT: String(await freePort())
  }
  const before = filesIn(app)
  const [program = '', ...words] = commandIn(wordsOf(service, 'CMD').join())
  const child = spawn(program, words, {
    cwd: app,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...USER
  })
  const ended = once(child, 'exit')
  const [probe = '', ...probeWords] = commandIn(wordsOf(service, 'HEALTHCHECK').join())
  const isHealthy = () => spawnSync(probe, probeWords, { env }).status === 0
  check('the health check succeeds', await until(() => isHealthy() || child.exitCode !== null))
  const { status } = await fetch(`http://127.0.0.1:${env.PORT}/v1/metrics/goods_trade`)
  check('it answers', status === 200)
  check('the database is in /data', statSync(join(data, 'corridor.db')).size > 0)
  child.kill(wordsOf(service, 'STOPSIGNAL').join() as NodeJS.Signals)
  const [code] = await ended
  check('its signal ends it', code === 0)
  check('the health check of what has ended fails', !isHealthy())
  check('it has written nothing to its own folder', filesIn(app) === before)
}

/** Every file with its size and time. */
function filesIn(place: string): string {
  const files = globSync('**/*', { cwd: place }).sort()
  return files
    .map((name) => [name, statSync(join(place, name))] as const)
    .map(([name, { size, mtimeMs }]) => `${name} ${size} ${mtimeMs}`)
    .join('\n')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
