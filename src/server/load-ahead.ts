// Loads the code of changes. A start needs none of it, and the first change should not wait for it.
import { setTimeout as pause } from 'node:timers/promises'

/** Whoever waited for the service to start comes first. */
export const AFTER_START_MS = 1_000

/** In parts, because all of it would hold the event loop for 0.1 s. */
const PARTS = [
  () => import('../mappings/open-mapped.ts'),
  () => import('../imports/engine/renew-derived.ts'),
  () => import('../writing/single-change.ts'),
  () => import('../imports/import-upload.ts')
]

/** Loads one part after the other, a second after the start. What is needed earlier comes earlier. */
export async function loadAhead(): Promise<void> {
  await pause(AFTER_START_MS, undefined, { ref: false })
  for (const load of PARTS) {
    await load()
    await pause(1, undefined, { ref: false })
  }
}
