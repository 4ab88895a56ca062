// The 645 yearly series of the M3 competition, for benchmarks. Their license (GPL-3) does not let
// us ship them, so they are in a folder beside the repository.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const FOLDER = new URL('../../shared/data/forecast/', import.meta.url)

export type M3Series = { train: number[]; test: number[] }
export type Published = { method: string; smape: number; mase: number }

/** Undefined if the data are not there. */
export function readM3(): { series: M3Series[]; published: Published[] } | undefined {
  const file = new URL('m3_yearly.csv', FOLDER)
  if (!existsSync(file)) return undefined
  const byId = new Map<string, M3Series>()
  for (const { id, split, values } of parse(readFileSync(file), { columns: true }) as {
    id: string
    split: 'train' | 'test'
    values: string
  }[]) {
    const series = byId.get(id) ?? { train: [], test: [] }
    series[split] = values.split(' ').map(Number)
    byId.set(id, series)
  }
  const accuracy: Record<string, string>[] = parse(
    readFileSync(new URL('m3_yearly_accuracy_recomputed.csv', FOLDER)),
    { columns: true }
  )
  const published = accuracy
    .filter(({ n }) => Number(n) > 0)
    .map(({ method = '', smape, mase }) => ({ method, smape: Number(smape), mase: Number(mase) }))
  return { series: [...byId.values()], published }
}
