// The tables of the page.
import type { MatrixCell } from '../../routes/schemas.ts'
import { escapeHtml } from '../html.ts'
import { CITIES, MARKETS, PORTS } from './asked.ts'
import type { Comparison } from './compare.ts'
import type { Findings } from './find.ts'
import { kmOf, signedKm } from './words.ts'

/** Gwadar against each rival, by city: which is shorter, and how far the claims let it vary. */
export function rivalsTable({ rivals, byKhunjerab, nameOf }: Findings): string {
  const columns = [
    ...rivals.map(({ through, comparisons }) => ({ title: `against ${through}`, comparisons })),
    { title: 'by the Khunjerab, against Iran', comparisons: byKhunjerab }
  ]
  const rows = CITIES.map((city) => ({
    title: nameOf(city),
    cells: columns.map(({ comparisons }) => {
      const one = comparisons.find((comparison) => comparison.city === city)
      return one ? comparisonCell(one, nameOf) : '–'
    })
  }))
  return table(
    'City',
    columns.map(({ title }) => title),
    rows
  )
}

function comparisonCell(comparison: Comparison, nameOf: Findings['nameOf']): string {
  const { port, difference, isDetour, verdict } = comparison
  const { value, low, high } = difference
  return (
    `<b>${verdict}</b><small>${signedKm(value)} km</small>` +
    `<small>${signedKm(low)} to ${signedKm(high)}</small><small>${name(port, nameOf)}</small>` +
    (isDetour ? '<small>by a detour</small>' : '')
  )
}

/** Kilometres to each port now, and if nothing were shut, with the share that is published. */
export function portsTable({ now, open, nameOf }: Findings): string {
  const rows = PORTS.map((port) => ({
    title: nameOf(port),
    cells: CITIES.map((city) => {
      const [one, other] = [cellIn(now.cells, city, port), cellIn(open.cells, city, port)]
      return one && other ? portCell(one, other, nameOf) : '–'
    })
  }))
  return table('Port', CITIES.map(nameOf), rows)
}

function portCell(now: MatrixCell, open: MatrixCell, nameOf: Findings['nameOf']): string {
  if (!open.length_km) return 'no way'
  const isSame = now.length_km?.value === open.length_km.value
  const km = now.length_km ? `${kmOf(now.length_km.value)}` : 'no way'
  const { published_km } = (now.length_km ? now : open).coverage ?? { published_km: 0 }
  const share = Math.round((100 * published_km) / (now.length_km ?? open.length_km).value)
  const ifOpen = isSame ? '' : `<small>${kmOf(open.length_km.value)} if open</small>`
  const shut = now.shut_by.map((place) => {
    const what = place === now.to ? 'port' : name(place, nameOf)
    return `<small>${what} shut</small>`
  })
  return `<b>${km}</b>${ifOpen}${shut.join('')}<small>${share} %</small>`
}

/** Kilometres on to each market, if nothing were shut. */
export function marketsTable({ markets, nameOf }: Findings): string {
  const rows = PORTS.map((port) => ({
    title: nameOf(port),
    cells: MARKETS.map((market) => {
      const cell = markets.cells.find((one) => one.to === port && one.market === market)
      if (!cell?.length_km) return 'not known'
      const range = `${kmOf(cell.length_km.low)} to ${kmOf(cell.length_km.high)}`
      const sea = `${kmOf(cell.sea_km ?? 0)} by sea`
      const shut = cell.shut_by.map((place) => `<small>${name(place, nameOf)} shut</small>`)
      return (
        `<b>${kmOf(cell.length_km.value)}</b><small>${range}</small>` +
        `<small>${sea}</small>${shut.join('')}`
      )
    })
  }))
  return table('By', MARKETS.map(nameOf), rows)
}

function cellIn(cells: readonly MatrixCell[], city: string, port: string) {
  return cells.find(({ from, to }) => from === city && to === port)
}

function name(place: string, nameOf: Findings['nameOf']): string {
  return escapeHtml(nameOf(place))
}

/** A table in a frame that scrolls by itself on a narrow screen; it takes the focus for that. */
function table(
  corner: string,
  columns: readonly string[],
  rows: readonly { title: string; cells: readonly string[] }[]
): string {
  const head = columns.map((title) => `<th scope="col">${escapeHtml(title)}</th>`)
  const body = rows.map(
    ({ title, cells }) =>
      `<tr><th scope="row">${escapeHtml(title)}</th>` +
      `${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  )
  return (
    `<figure tabindex="0"><table>\n<thead><tr><th scope="col">${corner}</th>${head.join('')}` +
    `</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table></figure>`
  )
}
