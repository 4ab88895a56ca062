// Any other source: one address and a mapping that reads what is there.
import type { Mapping } from '../../mappings/schema.ts'
import { FetchFailure } from '../failure.ts'
import { publicAddress } from '../web-address.ts'
import type { Upstream } from './upstream.ts'

/** One document at an address. What it holds is for its mapping to say. */
export function oneAddress(address: string, mapping: Mapping): Upstream {
  const called = publicAddress(address)
  return {
    name: 'address',
    base: address,
    mapping,
    accept: 'text/csv, application/json;q=0.9, text/plain;q=0.8, */*;q=0.1',
    types: /csv|json|plain|tab-separated|octet-stream|gzip|excel/i,
    headers: {},
    gapMs: 0,
    questions: (wanted) => [{ code: called, label: called, wanted }],
    address: () => new URL(address),
    readPage(body) {
      if (body.length === 0) throw new FetchFailure('an empty answer', { passes: true })
      return { rows: [], more: false, whole: '', facts: {} }
    },
    isWanted: () => true,
    document: (_rows, _pages, bodies) => Buffer.concat(bodies)
  }
}
