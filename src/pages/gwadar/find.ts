// Finds what the page shows, by the function behind `/v1/routes/matrix`.
import type { Snapshot } from '../../db/store.ts'
import { closedOn } from '../../network/model/closures.ts'
import { endsLegs } from '../../network/model/graph.ts'
import type { Closure } from '../../network/model/network.ts'
import { straightKm } from '../../network/model/straight.ts'
import { type KnownNetwork, networkOf } from '../../network/queries.ts'
import { findMatrix } from '../../routes/answer-question.ts'
import type { Matrix, MatrixCell } from '../../routes/schemas.ts'
import { GWADAR, type MatrixQuery, QUESTIONS, RIVALS } from './asked.ts'
import { type Comparison, differenceOf, makesDetour, verdictOf } from './compare.ts'

export type Answers = { [name in keyof typeof QUESTIONS]: Matrix }
/** Gwadar against the nearest port of a rival, from each city. */
export type Rival = { through: string; comparisons: Comparison[] }
export type Findings = Answers & {
  /** The name of a place, without the word port. */
  nameOf: (place: string) => string
  rivals: Rival[]
  /** Gwadar by the Khunjerab against the nearest port of Iran. */
  byKhunjerab: Comparison[]
  /** What shuts a way of these matrices on the day of `now`. */
  shut: Closure[]
}

/** The findings; null if the network does not have Gwadar and a city. */
export async function findGwadar(snapshot: Snapshot): Promise<Findings | null> {
  const known = await networkOf(snapshot)
  const has = (place: string) => endsLegs(known.graph, place)
  if (!has(GWADAR) || !QUESTIONS.markets.from.every(has)) return null
  const ask = async (query: MatrixQuery) => {
    const { from, to, market, ...others } = query
    const sides = { from: from.filter(has), to: to.filter(has) }
    const markets = market?.filter(has)
    const asked = { ...others, ...sides, ...(markets && { market: markets }) }
    return (await findMatrix(snapshot, asked)).row
  }
  const answers = {
    now: await ask(QUESTIONS.now),
    open: await ask(QUESTIONS.open),
    khunjerab: await ask(QUESTIONS.khunjerab),
    markets: await ask(QUESTIONS.markets)
  }
  const toGwadar = answers.open.cells.filter(({ to }) => to === GWADAR)
  return {
    ...answers,
    nameOf: (id) => (known.network.places.get(id)?.name ?? id).replace(/ Port$/, ''),
    rivals: RIVALS.map(({ through, ports }) => ({
      through,
      comparisons: compareAll(known, toGwadar, answers.open, ports)
    })),
    byKhunjerab: compareAll(known, answers.khunjerab.cells, answers.open, RIVALS[1].ports),
    shut: shutIn(known, answers)
  }
}

/** Each way to Gwadar against the shortest way from the same city to one of some ports. */
function compareAll(
  { lengthOf, network: { places } }: KnownNetwork,
  ways: readonly MatrixCell[],
  { cells }: Matrix,
  ports: readonly string[]
): Comparison[] {
  return ways.flatMap((way) => {
    const others = cells.filter(({ from, to }) => from === way.from && ports.includes(to))
    const [nearest] = others
      .filter(({ length_km }) => length_km)
      .sort((one, other) => (one.length_km?.value ?? 0) - (other.length_km?.value ?? 0))
    if (!nearest || !way.length_km) return []
    const { from: city, to: port, length_km } = nearest
    const difference = differenceOf(way.legs, nearest.legs, lengthOf)
    const straight = straightKm(places.get(city), places.get(port))
    const isDetour = makesDetour(length_km?.value ?? 0, straight)
    const verdict = verdictOf(difference, isDetour)
    return [{ city, port, km: way.length_km.value, difference, isDetour, verdict }]
  })
}

function shutIn({ network }: KnownNetwork, { now, markets }: Answers): Closure[] {
  const day = now.open_on
  if (day === null) return []
  const hit = new Set([...now.cells, ...markets.cells].flatMap(({ shut_by }) => shut_by))
  return [...closedOn(network.closures, day)].flatMap(([id, closure]) =>
    hit.has(id) ? [closure] : []
  )
}
