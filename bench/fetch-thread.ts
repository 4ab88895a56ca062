// A client in a thread of its own: reads the answer of each address it is sent, and says how long
// that took.
import { parentPort, workerData } from 'node:worker_threads'

export type Fetched = { status: number; bytes: number; ms: number }

parentPort?.on('message', async (path: string) => {
  const started = performance.now()
  let [status, bytes] = [0, 0]
  try {
    const headers = { 'accept-encoding': 'identity' }
    const response = await fetch(`${workerData}${path}`, { headers })
    status = response.status
    for await (const piece of response.body ?? []) bytes += piece.length
  } catch {
    // An answer that breaks off counts as far as it came.
  }
  const fetched: Fetched = { status, bytes, ms: performance.now() - started }
  parentPort?.postMessage(fetched)
})
