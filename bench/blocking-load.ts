// Clients of `npm run bench:blocking`: small requests whose waits are measured, and threads that
// ask for much meanwhile.
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { rounded } from './running.ts'

const CLIENT = new URL('./fetch-thread.ts', import.meta.url)
const PAUSE_MS = 5
const SMALL = '/v1/observations?metric=goods_trade&subject=PAK&limit=60'

type Times = {
  requests: number
  failed: number
  'p50 ms': number
  'p99 ms': number
  'most ms': number
}

/** Asks for small pages, each another one, and returns how long the answers took. */
export async function timesOfSmall(address: string, seconds: number): Promise<Times> {
  const times: number[] = []
  let failed = 0
  const end = performance.now() + seconds * 1_000
  for (let turn = 0; performance.now() < end; turn += 1) {
    const started = performance.now()
    if (!(await isAnswered(`${address}${SMALL}&to=${2_030 + (turn % 7_000)}-01-01`))) failed += 1
    times.push(performance.now() - started)
    await pause(PAUSE_MS)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => rounded(times[Math.floor(times.length * share)] ?? Number.NaN)
  return {
    requests: times.length,
    failed,
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    'most ms': rounded(times.at(-1) ?? Number.NaN)
  }
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** A thread for each path, which asks for it again and again. */
export function startThreads(address: string, paths: readonly string[]): Worker[] {
  return paths.flatMap((path) => keepAsking(address, [path]))
}

/** One thread that asks for one path after the other, again and again. */
export function keepAsking(address: string, paths: readonly string[]): Worker[] {
  const worker = new Worker(CLIENT, { workerData: address })
  let turn = 0
  const ask = () => {
    worker.postMessage(paths[turn % paths.length])
    turn += 1
  }
  worker.on('message', ask)
  ask()
  return [worker]
}

export async function stopThreads(threads: readonly Worker[]): Promise<void> {
  await Promise.all(threads.map((thread) => thread.terminate()))
}
