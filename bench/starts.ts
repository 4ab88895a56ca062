// How long the service takes to start, and a database of a million claims.
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { absentRow, type Budget, limitRow, ratioRow } from './budgets.ts'
import { firstPage } from './first.ts'
import { compare, send } from './load.ts'
import { addressOf, memoryOf, run, SERVICE, stop } from './running.ts'
import { fillWith, type World } from './world.ts'

const [FIRST_MOST, SECOND_MOST, LARGE_MOST] = [5, 1, 2]
const MEMORY_MOST_MB = 250
const QUIET_MS = 5_000

/** A first start on an empty folder with all data that come with the software, and a second one. */
export async function measureStarts({ folder }: World): Promise<Budget[]> {
  const file = join(folder, 'start.db')
  const first = await startOn(file)
  await untilLoaded(first.service)
  await stop(first.server)
  const second = await startOn(file)
  await stop(second.server)
  return [
    limitRow('first start on an empty folder, to the first answer', first.seconds, FIRST_MOST, 's'),
    limitRow('second start', second.seconds, SECOND_MOST, 's')
  ]
}

/** The rows about a large database. It takes minutes to make, so ROWS has to ask for it. */
export async function measureLarge(world: World, rows: number): Promise<Budget[]> {
  const page = 'first GET with a million claims, beside ten thousand'
  const start = 'start with a million claims'
  const memory = 'memory of the process then'
  if (rows === 0) {
    const why = 'not measured: `ROWS=1000000` does'
    const budgets = ['≥ 0.7', `≤ ${LARGE_MOST} s`, `≤ ${MEMORY_MOST_MB} MB`]
    return [page, start, memory].map((work, index) => absentRow(work, budgets[index] ?? '', why))
  }
  const named = (work: string) => work.replace('a million', rows.toLocaleString('en'))
  const file = join(world.folder, 'large.db')
  await fillWith(file, world.folder, rows)
  const { server, service, seconds } = await startOn(file, { ACCESS_LOG: 'off' })
  await send(firstPage(service))
  const megabytes = memoryOf(server, 'VmHWM') / 1_000_000
  const compared = await compare(firstPage(service), firstPage(world.service))
  await stop(server)
  return [
    ratioRow(named(page), compared, 0.7, 'a second'),
    limitRow(named(start), seconds, LARGE_MOST, 's'),
    limitRow(memory, megabytes, MEMORY_MOST_MB, 'MB')
  ]
}

/** Starts the service on a file, and waits for the first answer with data. */
async function startOn(file: string, settings: Record<string, string> = {}) {
  const began = performance.now()
  const server = run(SERVICE, { DATABASE_URL: `file:${file}`, PORT: '0', ...settings }, '0')
  const service = await addressOf(server)
  await (await fetch(`${service}/v1/observations?limit=1`)).text()
  return { server, service, seconds: (performance.now() - began) / 1_000 }
}

/** A first start goes on to load the sets of series while it already serves. */
async function untilLoaded(service: string): Promise<void> {
  const ask = async () => {
    const response = await fetch(`${service}/v1/imports?limit=1`)
    return response.ok ? await response.text() : ''
  }
  let last = await ask()
  for (let since = Date.now(); Date.now() - since < QUIET_MS; ) {
    await setTimeout(500)
    const now = await ask()
    if (now !== last) since = Date.now()
    last = now
  }
}
