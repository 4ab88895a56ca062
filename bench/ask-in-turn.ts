// A thread that asks a service for pairs of addresses in turn, so that other load on the machine
// affects both. It tells how many milliseconds each answer took.
import { parentPort, workerData } from 'node:worker_threads'

export type Asked = { pairs: [string, string][]; rounds: number }
export type Took = { milliseconds: number; bytes: number }

const { pairs, rounds }: Asked = workerData
for (const [one, other] of pairs) {
  const found: [Took, Took][] = []
  for (let round = 0; round < rounds; round += 1) found.push([await ask(one), await ask(other)])
  parentPort?.postMessage(found)
}

async function ask(url: string): Promise<Took> {
  const started = performance.now()
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const { byteLength } = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return { milliseconds: performance.now() - started, bytes: byteLength }
}
