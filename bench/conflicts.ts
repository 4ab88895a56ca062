// `npm run bench:conflicts`: compares what the detector finds in the starter data with the
// relations linked by hand, shows a sample of the other conflicts to read, and measures its time on
// large scopes.
import { checksOf } from '../src/conflicts/model/index.ts'
import { starterWorld } from '../test/helpers/conflict-scopes.ts'
import { shapes } from './conflict-shapes.ts'
import {
  conflictParagraphs,
  type Found,
  findChecks,
  isLinked,
  type World
} from './conflict-tables.ts'
import { table, writeSection } from './report.ts'

const SAMPLE = 20
const SEED = 5
const LARGE = 20_000

const world = await starterWorld()
const found = findChecks(world)
writeSection('conflicts', conflictParagraphs(found))
writeSection('conflicts-large', [
  `${LARGE.toLocaleString('en')} claims in one scope, in milliseconds of processor time, by what ` +
    'they have many of:',
  largeTable(world)
])
showSample(found)

function largeTable(world: World): string {
  return table(
    ['many', 'ms', 'checks'],
    Object.entries(shapes(LARGE)).map(([name, large]) => {
      const scope = {
        ...world,
        family: 'goods_trade',
        subject: 'PAK',
        partner: 'CAS5',
        claims: large
      }
      const count = () => [...checksOf(scope)].length
      count()
      const start = process.cpuUsage()
      const length = count()
      const { user, system } = process.cpuUsage(start)
      return [name, ((user + system) / 1000).toFixed(0), length.toLocaleString('en')]
    })
  )
}

/**
 * Shows checks that do not hold and that nobody linked by hand, so that a person can judge them.
 */
function showSample(found: Found): void {
  const beyond = found.checks.filter((check) => !check.holds && !isLinked(found, check))
  console.log(`${SAMPLE} of ${beyond.length} checks that are not linked by hand:\n`)
  for (const check of sampleOf(beyond)) {
    console.log(
      `${check.key}\n  stated ${JSON.stringify(check.stated)} expected ` +
        `${JSON.stringify(check.expected)} ratio ${check.ratio?.toFixed(3)}`
    )
    for (const { id, role } of check.claims) {
      const { subject, partner, metric, period, text, attributed_to, source, note } =
        found.claims.get(id) ?? {}
      console.log(
        `    ${role} ${id} ${metric} ${subject} ${partner} ${period}: ${text} ` +
          `(${attributed_to}; ${source}) ${note ?? ''}`
      )
    }
  }
}

/** Draws the same checks every time, with a linear congruential generator. */
function sampleOf<T>(all: readonly T[]): T[] {
  let state = SEED
  const keyed = all.map((one) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return { one, state }
  })
  return keyed
    .sort((a, b) => a.state - b.state)
    .slice(0, SAMPLE)
    .map(({ one }) => one)
}
