// Our shortest ways against those of test/network/dijkstra.py, which shares no code with us.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import { findRoutes } from '../../../src/network/model/find-routes.ts'
import { buildGraph, type NetworkGraph } from '../../../src/network/model/graph.ts'
import { measureRoute } from '../../../src/network/model/measure.ts'
import { isByWater } from '../../../src/network/model/network.ts'
import { shortestFrom } from '../../../src/network/model/tree.ts'
import { seedOr } from '../../helpers/random.ts'
import { filterOf } from './networks.ts'
import { FOLDER, HAS_FILES, starterNetwork } from './starter-network.ts'

const SCRIPT = fileURLToPath(new URL('../dijkstra.py', import.meta.url))
const ORIGINS = ['almaty', 'astana', 'bishkek', 'tashkent', 'dushanbe', 'ashgabat']
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0

type Question = { from: string[]; to: string[]; closed: string[] }
type Answer = (number | null)[][]

const needed = HAS_FILES ? 'it needs python3' : 'it needs src/starter/corridors'
t.test(
  'all origins × ports, open and with ten random sets of closures',
  {
    skip: HAS_FILES && HAS_PYTHON ? false : needed
  },
  async (t) => {
    const graph = buildGraph(starterNetwork())
    const questions = questionsFor(graph)
    const theirs: Answer[] = JSON.parse(
      spawnSync('python3', [SCRIPT, FOLDER], { input: JSON.stringify(questions) }).stdout.toString()
    )
    const trees = questions.map((question) => answersByTree(graph, question))
    t.same(trees, inMetres(theirs), 'by one tree for each origin')
    const routes = questions.map((question) => answersByRoutes(graph, question))
    t.same(routes, inMetres(theirs), 'as the first of the routes')
    const known = theirs.flat(2)
    t.ok(known.some((km) => km === null) && known.filter((km) => km !== null).length > 300)
  }
)

/** From all origins to all ports that have legs by land and by water. */
function questionsFor({ edges, network }: NetworkGraph): Question[] {
  const legs = edges.map(({ leg }) => leg)
  const ends = (isWater: boolean) =>
    new Set(legs.filter((leg) => isByWater(leg) === isWater).flatMap(({ from, to }) => [from, to]))
  const byLand = ends(false)
  const to = [...ends(true)].filter((place) => byLand.has(place)).sort()
  const things = [...legs.map(({ id }) => id), ...network.places.keys()]
  const touched = things.filter((id) => !ORIGINS.includes(id))
  const closures = fc.uniqueArray(fc.constantFrom(...touched), { minLength: 5, maxLength: 40 })
  const closed = fc.sample(closures, { numRuns: 10, seed: seedOr(17) })
  return [[], ...closed].map((set) => ({ from: ORIGINS, to, closed: set }))
}

function answersByTree(graph: NetworkGraph, { from, to, closed }: Question): Answer {
  return from.map((origin) => {
    const { lengths } = shortestFrom(graph, origin, filterOf({ closed: new Set(closed) }))
    return to.map((port) => metresOf(lengths.get(port) ?? null))
  })
}

function answersByRoutes(graph: NetworkGraph, { from, to, closed }: Question): Answer {
  const filter = filterOf({ closed: new Set(closed) })
  return from.map((origin) =>
    to.map((port) => {
      const question = { graph, from: origin, to: port, via: [], filter, most: 1 }
      const [first] = findRoutes({ ...question, rankBy: 'distance' }).routes
      const measures = first ? measureRoute(first, graph.network.places) : null
      return metresOf(measures?.length_km.value ?? null)
    })
  )
}

function inMetres(answers: Answer[]): Answer[] {
  return answers.map((rows) => rows.map((row) => row.map(metresOf)))
}

/** Sums of kilometres differ in their last digits with the order of the legs. */
function metresOf(km: number | null): number | null {
  return km === null ? null : Math.round(km * 1000)
}
