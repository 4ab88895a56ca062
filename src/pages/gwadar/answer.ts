// The answer in sentences. What they say is chosen by the figures and their ranges.
import { CITIES, GWADAR, MARKET_CITY, RIVALS } from './asked.ts'
import type { Comparison, Verdict } from './compare.ts'
import type { Findings } from './find.ts'
import { countOf, dayOf, kmOf, listOf } from './words.ts'

/** The answer as plain text: against Russia, against others, by the Khunjerab, and now. */
export function answerOf(findings: Findings): string[] {
  const { rivals, byKhunjerab, nameOf } = findings
  const [first, ...others] = rivals.filter(({ comparisons }) => comparisons.length > 0)
  const said = (comparisons: readonly Comparison[]) =>
    spread(comparisons, nameOf) + exampleOf(comparisons, nameOf)
  const against = others.map(
    ({ through, comparisons }) => `against ${rivalOf(through)}, ${said(comparisons)}`
  )
  const sentences = [
    first &&
      `If nothing were shut, the way to ${nameOf(GWADAR)} would be, against ` +
        `${rivalOf(first.through)}, ${said(first.comparisons)}.`,
    against.length > 0 && `It would be, ${against.join('; ')}.`,
    byKhunjerab.length > 0 &&
      'By the Khunjerab Pass, which needs neither Afghanistan nor Iran, it would be, against ' +
        `${rivalOf(RIVALS[1].through)}, ${said(byKhunjerab)}.`,
    nowAnswer(findings)
  ]
  return sentences.filter((sentence): sentence is string => Boolean(sentence))
}

function rivalOf(through: string): string {
  const isPort = RIVALS.some((rival) => rival.through === through && rival.ports.length === 1)
  return isPort ? through : `the nearest port of ${through}`
}

/** From which cities the verdict is which: `shorter from Dushanbe, longer from Ashgabat`. */
function spread(comparisons: readonly Comparison[], nameOf: Findings['nameOf']): string {
  const verdicts: Verdict[] = ['shorter', 'longer', 'undecided']
  const said = verdicts.flatMap((verdict) => {
    const cities = comparisons.flatMap((one) => (one.verdict === verdict ? [one.city] : []))
    if (cities.length === 0) return []
    const isAll = cities.length === CITIES.length
    const names = isAll ? `all ${countOf(cities.length)} cities` : listOf(cities.map(nameOf))
    return [`${verdict} from ${names}`]
  })
  return listOf(said)
}

/** The figures of one city. */
function exampleOf(comparisons: readonly Comparison[], nameOf: Findings['nameOf']): string {
  const example = comparisons.find(({ city }) => city === MARKET_CITY)
  if (!example) return ''
  const { port, km, difference } = example
  const other = `${kmOf(km - difference.value)} to ${nameOf(port)}`
  return ` (from ${nameOf(MARKET_CITY)} ${kmOf(km)} km against ${other})`
}

/** What is shut, and what that costs. */
function nowAnswer({ now, shut, nameOf }: Findings): string {
  if (now.open_on === null) return ''
  const day = `On ${dayOf(now.open_on)}, the newest day that is known,`
  const hit = new Set(now.cells.flatMap(({ shut_by }) => shut_by))
  const groups = Map.groupBy(
    shut.filter(({ entity }) => hit.has(entity)),
    ({ starts_on }) => starts_on
  )
  if (groups.size === 0) return `${day} nothing on these ways was shut.`
  const places = [...groups].map(
    ([since, closures]) =>
      `${listOf(closures.map(({ entity }) => nameOf(entity)))} (since ${dayOf(since)})`
  )
  const cell = now.cells.find(({ from, to }) => from === MARKET_CITY && to === GWADAR)
  const way = `from ${nameOf(MARKET_CITY)} to ${nameOf(GWADAR)}`
  const left = cell?.length_km
    ? `the shortest way that was open ${way} had ${kmOf(cell.length_km.value)} km`
    : `no way led ${way}`
  const lost = RIVALS.filter(({ ports }) =>
    now.cells.every(({ to, length_km }) => !length_km || !ports.some((port) => port === to))
  ).map(({ through }) => `, and none led to ${rivalOf(through).replace('the nearest', 'a')}`)
  return `${day} ${listOf(places)} were shut: ${left}${lost.join('')}.`
}
