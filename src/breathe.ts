// Long work on the event loop: lets others have it every few milliseconds, and ends when nobody
// wants the result any more.
import { setImmediate } from 'node:timers/promises'

/** How long work may hold the event loop. */
const HOLD_MS = 5

/**
 * Call it between the steps of long work, and await it: mostly it does nothing. Throws the reason
 * of the signal if the work was called off.
 */
export type Breathe = () => Promise<void> | undefined

/** Makes the breath of one work, which begins now. */
export function makeBreathe(signal?: AbortSignal): Breathe {
  let since = performance.now()
  const letOthers = async () => {
    await setImmediate()
    since = performance.now()
    signal?.throwIfAborted()
  }
  return () => {
    signal?.throwIfAborted()
    return performance.now() - since < HOLD_MS ? undefined : letOthers()
  }
}
