// A client in a thread of its own: reads the answer of each address it is sent, and says how long
// that took.
import { parentPort, workerData } from 'node:worker_threads'

export type Fetched = { status: number; bytes: number; ms: number }

parentPort?.on('message', async (path: string) => {
  const started = performance.now()
  const response = await fetch(`${workerData}${path}`, {
    headers: { 'accept-encoding': 'identity' }
  })
  let bytes = 0
  for await (const piece of response.body ?? []) bytes += piece.length
  const fetched: Fetched = { status: response.status, bytes, ms: performance.now() - started }
  parentPort?.postMessage(fetched)
})
