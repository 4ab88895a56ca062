// How several workers stop listening together. A connection that the system accepts after the last
// worker has closed its socket, but before the primary has, would be reset. So no worker lets a
// client go, which might connect again, before the primary has closed it.
import { on } from 'node:events'

/** What a worker sends when it does not listen any more; the primary sends it back to all. */
export type Closed = { closed: true }

export function isClosed(message: unknown): message is Closed {
  return typeof message === 'object' && message !== null && 'closed' in message
}

/** Tells the primary that this worker does not listen any more, and waits until nobody does. */
export async function tellClosed(): Promise<void> {
  const answers = on(process, 'message')
  process.send?.({ closed: true } satisfies Closed)
  // The primary also asks for figures.
  for await (const [message] of answers) if (isClosed(message)) return
}
