// Yearly series of three forecasting competitions, for benchmarks: M3 (645 series, six steps), M1
// (181, six steps) and tourism (518, four steps). Their license (GPL-3) does not let us ship them,
// so they are in a folder beside the repository.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

const FOLDER = new URL('../../shared/data/forecast/', import.meta.url)

export type Split = { train: number[]; test: number[] }
export type Published = { method: string; smape: number; mase: number }
export type Competitions = Record<'M3' | 'M1' | 'tourism', Split[]>

/** The series of the three competitions; undefined if they are not there. */
export function readCompetitions(): Competitions | undefined {
  const m3 = readM3()
  if (!m3) return undefined
  return {
    M3: m3.series,
    M1: readSplits('m1_yearly.csv'),
    tourism: readSplits('tourism_yearly.csv')
  }
}

/** The series of M3 and the published figures about it; undefined if they are not there. */
export function readM3(): { series: Split[]; published: Published[] } | undefined {
  if (!existsSync(new URL('m3_yearly.csv', FOLDER))) return undefined
  const byId = new Map<string, Split>()
  for (const { id = '', split, values } of rowsOf('m3_yearly.csv')) {
    const series = byId.get(id) ?? { train: [], test: [] }
    series[split === 'train' ? 'train' : 'test'] = numbersIn(values)
    byId.set(id, series)
  }
  const published = rowsOf('m3_yearly_accuracy_recomputed.csv')
    .filter(({ n }) => Number(n) > 0)
    .map(({ method = '', smape, mase }) => ({ method, smape: Number(smape), mase: Number(mase) }))
  return { series: [...byId.values()], published }
}

function readSplits(name: string): Split[] {
  return rowsOf(name).map(({ train, test }) => ({
    train: numbersIn(train),
    test: numbersIn(test)
  }))
}

function rowsOf(name: string): Record<string, string | undefined>[] {
  return parse(readFileSync(new URL(name, FOLDER)), { columns: true })
}

function numbersIn(text = ''): number[] {
  return text.trim().split(/\s+/).map(Number)
}
