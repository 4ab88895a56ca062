// Says which figures there are where nobody claims one for a thing in any period.
import type { Snapshot } from '../db/store.ts'
import { encode } from '../http/query-string.ts'
import type { Thing } from './claim-queries.ts'
import { listThingsNear } from './thing-queries.ts'

const PARTS = ['subject', 'partner', 'direction', 'mode', 'product'] as const

/** A warning with the parameters of things near one that has no claim at all. */
export async function explainNone(snapshot: Snapshot, thing: Thing): Promise<string[]> {
  const near = await listThingsNear(snapshot, thing)
  const shown = near.map((one) =>
    PARTS.flatMap((part) => (one[part] === null ? [] : [`${part}=${encode(one[part])}`])).join('&')
  )
  const none = `There is no claim of ${thing.metric} about exactly this, in any period.`
  if (shown.length === 0) return [none]
  return [`${none} There are claims with ${shown.join(', or with ')}.`]
}
