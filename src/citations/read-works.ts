// Reads what is to be cited, with its names and its document, from one snapshot.
import type { Snapshot } from '../db/store.ts'
import { describe, type Subject } from '../identifiers/describe-figure.ts'
import { findObservation } from '../observations/queries.ts'
import { findProjection } from '../projections/queries.ts'
import { findSeries } from '../series/find-series.ts'
import type { Rule } from '../series/rules.ts'
import { findSource } from '../sources/queries.ts'
import { type Cited, citeObservation, citeProjection } from './cite-figure.ts'
import { citeSeries } from './cite-series.ts'
import type { Work } from './work.ts'

type Found = Promise<Work | undefined>

/** The citation of a claim; undefined if none has this id. */
export async function readObservation(snapshot: Snapshot, id: string, at: Cited): Found {
  const claim = await findObservation(snapshot, id)
  return claim && citeObservation(at, claim, await complete(snapshot, claim))
}

/** The citation of a projection; undefined if none has this id. */
export async function readProjection(snapshot: Snapshot, id: string, at: Cited): Found {
  const projection = await findProjection(snapshot, id)
  return projection && citeProjection(at, projection, await complete(snapshot, projection))
}

type Asked = { rule: Rule; from?: string | undefined; to?: string | undefined }

/** The citation of a series by a rule; undefined if no claim belongs to the series. */
export async function readSeries(
  snapshot: Snapshot,
  id: string,
  at: Cited,
  { rule, from, to }: Asked
): Found {
  const found = await findSeries(snapshot, id, { rule, from, to })
  if (!found) return undefined
  const { about } = await describe(snapshot, found.row)
  return citeSeries({ ...at, updatedAt: snapshot.updatedAt }, found.row, { about, from, to })
}

async function complete(snapshot: Snapshot, figure: Subject & { source: { id: string } }) {
  const source = await findSource(snapshot, figure.source.id)
  if (!source) throw new Error(`${figure.source.id} is no source, though a figure refers to it`)
  return { source, ...(await describe(snapshot, figure)) }
}
