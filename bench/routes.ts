// `npm run bench:routes`: what a question about routes costs, over HTTP on the starter data and in
// a network of 10,000 made-up legs.
import { join } from 'node:path'
import { findRoutes } from '../src/network/model/find-routes.ts'
import { buildGraph } from '../src/network/model/graph.ts'
import type { Leg, Network, Place } from '../src/network/model/network.ts'
import { prepareDatabase } from '../src/starter/prepare.ts'
import { tableOf, writeSection } from './report.ts'
import { inFolder, rounded, serve } from './running.ts'

const ORIGINS = ['almaty', 'astana', 'ashgabat', 'bishkek', 'dushanbe', 'tashkent']
const PORTS = [
  'bandar-abbas-port',
  'batumi-port',
  'chabahar-port',
  'gwadar-port',
  'karachi-port',
  'lianyungang-port',
  'novorossiysk-port',
  'poti-port',
  'st-petersburg-port'
]
/** A square of places, each with a leg to the right and one downwards: 9,940 legs. */
const SIDE = 71
/** Countries are blocks of places; a place at the edge of a block is a crossing. */
const BLOCK = 6

const QUESTIONS = {
  'origins × ports, up to 8 alternatives (budget 20 ms)': '',
  'the same, closures ignored': '&closures=ignored',
  'the same, by road': '&closures=ignored&mode=road',
  'the same, fewest borders': '&closures=ignored&rank_by=borders'
}

await inFolder(main)

async function main(folder: string): Promise<void> {
  const file = join(folder, 'corridor.db')
  await prepareDatabase(`file:${file}`)
  const address = await serve(file)
  const ask = (query: string) => timed(`${address}/v1/routes${query}`)
  await timed(`${address}/v1/metrics`)
  const first = await ask('?from=almaty&to=karachi-port')
  const pairs = ORIGINS.flatMap((from) => PORTS.map((to) => `?from=${from}&to=${to}`))
  const warm: Record<string, number[]> = {}
  for (const [what, more] of Object.entries(QUESTIONS)) {
    const times: number[] = []
    for (const pair of pairs) times.push(await ask(`${pair}${more}`))
    warm[what] = times
  }
  const matrix: number[] = []
  for (let day = 10; day < 20; day += 1) matrix.push(await ask(`/matrix?open_on=2026-01-${day}`))
  writeSection('routes', [
    tableOf([
      row('the first question, which reads the network (budget 100 ms)', [first]),
      ...Object.entries(warm).map(([what, times]) => row(what, times)),
      row('the matrix of 6 origins and 9 ports', matrix)
    ]),
    tableOf(measureLarge())
  ])
}

function row(what: string, times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
  return { requests: what, count: times.length, median: at(0.5), p95: at(0.95), slowest: at(1) }
}

/** Milliseconds until the whole answer is there. Each address is new, so no answer is kept. */
async function timed(url: string): Promise<number> {
  const start = performance.now()
  const response = await fetch(url)
  const body = await response.text()
  if (!response.ok) throw new Error(`${url}: ${body}`)
  return performance.now() - start
}

/** The first time in this process, then again. */
function measureLarge() {
  return ['first', 'second', 'third'].map((run) => {
    const network = largeNetwork()
    const start = performance.now()
    const graph = buildGraph(network)
    const built = performance.now()
    const none = new Set<string>()
    const modes = new Set(['road', 'rail', 'ferry', 'sea'] as const)
    const filter = { modes, closed: none, avoid: none, built: none }
    const [from, to] = [nameOf(0, 0), nameOf(SIDE - 1, SIDE - 1)]
    const { routes } = findRoutes({ graph, from, to, via: [], filter, rankBy: 'distance', most: 8 })
    const found = performance.now()
    return {
      run,
      legs: network.legs.size,
      'build, ms': rounded(built - start),
      'find 8 routes, ms': rounded(found - built),
      'both (budget 200 ms)': rounded(found - start),
      routes: routes.length
    }
  })
}

function nameOf(x: number, y: number): string {
  return `p${x}-${y}`
}

/** Lengths follow from the position, so that every run has the same network. */
function largeNetwork(): Network {
  const places = new Map<string, Place>()
  const legs = new Map<string, Leg>()
  const leg = (from: string, to: string, km: number) => {
    const length = { value: km, low: km, high: km, computed: false }
    const plain = { mode: 'road', state: 'open', terrain: null, countries: [], passes: [] } as const
    const id = `${from}-${to}`
    legs.set(id, { id, from, to, ...plain, part_of: null, length })
  }
  for (let x = 0; x < SIDE; x += 1)
    for (let y = 0; y < SIDE; y += 1) {
      const id = nameOf(x, y)
      const isEdge = x % BLOCK === 0 || y % BLOCK === 0
      const country = `${Math.floor(x / BLOCK)}.${Math.floor(y / BLOCK)}`
      places.set(id, {
        id,
        name: id,
        kind: isEdge ? 'crossing' : 'city',
        countries: [country],
        latitude: null,
        longitude: null
      })
      if (x > 0) leg(nameOf(x - 1, y), id, 50 + ((x * 31 + y * 17) % 97))
      if (y > 0) leg(nameOf(x, y - 1), id, 50 + ((x * 13 + y * 41) % 89))
    }
  return { places, legs, closures: [], ways: [] }
}
