// The answer in sentences. What they say is chosen by the figures and their ranges.
import { CITIES, GWADAR, MARKET_CITY } from './asked.ts'
import type { Comparison, Verdict } from './compare.ts'
import type { Findings } from './find.ts'
import { countOf, dayOf, kmOf, listOf } from './words.ts'

/** The answer, in three sentences as plain text. */
export function answerOf(findings: Findings): string[] {
  return [openAnswer(findings), khunjerabAnswer(findings), nowAnswer(findings)].filter(
    (sentence) => sentence !== ''
  )
}

/** Against each rival, if nothing were shut. */
function openAnswer({ rivals, nameOf, open }: Findings): string {
  const km = (port: string) =>
    open.cells.find(({ from, to }) => from === MARKET_CITY && to === port)?.length_km?.value ?? 0
  const parts = rivals.flatMap(({ through, comparisons }) => {
    const example = comparisons.find(({ city }) => city === MARKET_CITY)
    const figure = example && ` (${kmOf(km(example.port))} km to ${nameOf(example.port)})`
    const rival = nameOf(comparisons[0]?.port ?? '') === through ? through : `a port of ${through}`
    return comparisons.length > 0
      ? [`than to ${rival}${figure ?? ''} it is ${spread(comparisons, nameOf)}`]
      : []
  })
  if (parts.length === 0) return ''
  const from = `If nothing were shut, the way from ${nameOf(MARKET_CITY)} to ${nameOf(GWADAR)}`
  return `${from} would be ${kmOf(km(GWADAR))} km: ${listOf(parts)}.`
}

/** By the way that needs neither Afghanistan nor Iran. */
function khunjerabAnswer({ byKhunjerab, khunjerab, nameOf }: Findings): string {
  const way = khunjerab.cells.find(({ from }) => from === MARKET_CITY)
  if (!way?.length_km || byKhunjerab.length === 0) return ''
  return (
    `By the Khunjerab Pass, the way of CPEC that needs neither Afghanistan nor Iran, it is ` +
    `${kmOf(way.length_km.value)} km from ${nameOf(MARKET_CITY)}, and than to a port of Iran it ` +
    `is ${spread(byKhunjerab, nameOf)}.`
  )
}

/** What is shut, and what that costs. */
function nowAnswer({ now, shut, nameOf }: Findings): string {
  if (now.open_on === null) return ''
  const cell = now.cells.find(({ from, to }) => from === MARKET_CITY && to === GWADAR)
  const day = `On ${dayOf(now.open_on)}, the newest day that is known,`
  if (shut.length === 0) return `${day} nothing on these ways is shut.`
  const places = shut.map(({ entity, starts_on }) => `${nameOf(entity)} (${dayOf(starts_on)})`)
  const shutting = `${day} ${listOf(places)} ${places.length === 1 ? 'is' : 'are'} shut`
  const open = cell?.without_closures_km ?? null
  if (!cell?.length_km)
    return `${shutting}, so that no way leads from ${nameOf(MARKET_CITY)} to ${nameOf(GWADAR)}.`
  const more = open === null ? 0 : cell.length_km.value - open
  return more > 0
    ? `${shutting}, so that the way that is left from ${nameOf(MARKET_CITY)} to ` +
        `${nameOf(GWADAR)} is ${kmOf(more)} km longer.`
    : `${shutting}, which does not make the way to ${nameOf(GWADAR)} longer.`
}

/** From which cities the verdict is which: `shorter from Dushanbe, longer from Ashgabat`. */
export function spread(comparisons: readonly Comparison[], nameOf: Findings['nameOf']): string {
  const verdicts: Verdict[] = ['shorter', 'longer', 'unclear']
  const said = verdicts.flatMap((verdict) => {
    const cities = comparisons.flatMap((one) => (one.verdict === verdict ? [one.city] : []))
    if (cities.length === 0) return []
    const isAll = cities.length === CITIES.length
    const names = isAll ? `all ${countOf(cities.length)} cities` : listOf(cities.map(nameOf))
    return [verdict === 'unclear' ? `not surely either from ${names}` : `${verdict} from ${names}`]
  })
  return listOf(said)
}
