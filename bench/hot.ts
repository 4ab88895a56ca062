// Repeated requests of one page: what a client gets that asks for what others asked for before.
import { type Budget, ratioRow } from './budgets.ts'
import { compare, type Load } from './load.ts'
import { PAGE, type World } from './world.ts'

export async function measureRepeated(world: World): Promise<Budget[]> {
  const { service, logging, bare, page } = world
  const fromMemory: Load = { url: `${bare}/memory` }
  const pageOf = (address: string): Load => ({ url: `${address}/v1/observations?${PAGE}` })
  const unchanged: Load = {
    ...pageOf(service),
    headers: { 'If-None-Match': page.headers.get('etag') ?? '' }
  }
  const rows: [work: string, ours: Load, least: number][] = [
    [
      'repeated GET of a 60-row page, access log off, beside bytes from memory',
      pageOf(service),
      0.95
    ],
    ['the same, access log on', pageOf(logging), 0.8],
    ['304, beside bytes from memory', unchanged, 1]
  ]
  const budgets: Budget[] = []
  for (const [work, ours, least] of rows)
    budgets.push(ratioRow(work, await compare(ours, fromMemory), least, 'a second'))
  return budgets
}
