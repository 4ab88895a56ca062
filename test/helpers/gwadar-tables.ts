// The tables of docs/gwadar.md, made from answers of the API without the code of the page.
import type { FastifyInstance } from 'fastify'
import type { MatrixCell } from '../../src/routes/schemas.ts'

const CITIES = ['almaty', 'astana', 'bishkek', 'tashkent', 'dushanbe', 'ashgabat']
const NAMES: Record<string, string> = {
  'gwadar-port': 'Gwadar',
  'karachi-port': 'Karachi',
  'bandar-abbas-port': 'Bandar Abbas',
  'chabahar-port': 'Chabahar',
  'poti-port': 'Poti',
  'novorossiysk-port': 'Novorossiysk',
  'st-petersburg-port': 'St Petersburg',
  'lianyungang-port': 'Lianyungang'
}
const PORTS = Object.keys(NAMES)
const MARKETS = ['rotterdam-port', 'mumbai-port', 'jebel-ali-port']
type Span = { value: number; low: number; high: number }

/** The sections by name. */
export async function gwadarTables(app: FastifyInstance): Promise<Record<string, string>> {
  const ask = async (query: string): Promise<MatrixCell[]> =>
    (await app.inject(`/v1/routes/matrix?${query}`)).json().data.cells
  const open = await ask('closures=ignored')
  const now = await ask('')
  const khunjerab = await ask('to=gwadar-port&avoid=AFG,IRN&closures=ignored')
  const markets = await ask(`from=almaty&market=${MARKETS}&closures=ignored`)
  const spans = await readSpans(app)
  const nearest = (city: string, ports: string[]) =>
    ports
      .map((port) => cellOf(open, city, port))
      .sort((one, other) => (one.length_km?.value ?? 0) - (other.length_km?.value ?? 0))[0]
  const differences = (city: string) => {
    const gwadar = cellOf(open, city, 'gwadar-port')
    const iran = nearest(city, ['bandar-abbas-port', 'chabahar-port'])
    return [
      difference(gwadar, nearest(city, ['novorossiysk-port', 'st-petersburg-port']), spans),
      difference(gwadar, iran, spans),
      difference(gwadar, cellOf(open, city, 'karachi-port'), spans),
      difference(cellOf(khunjerab, city, 'gwadar-port'), iran, spans)
    ]
  }
  return {
    open: table('to', CITIES.map(titled), PORTS, (port) =>
      CITIES.map((city) => nowAndOpen(cellOf(now, city, port), cellOf(open, city, port)))
    ),
    differences: table(
      'from',
      ['Russia', 'Iran', 'Karachi', 'Iran, by the Khunjerab'],
      CITIES,
      differences
    ),
    markets: table('by', ['Rotterdam', 'Mumbai', 'Jebel Ali'], PORTS, (port) =>
      MARKETS.map((market) => {
        const cell = markets.find((one) => one.to === port && one.market === market)
        return cell?.length_km
          ? `${km(cell.length_km.value)} (${km(cell.length_km.low)}–${km(cell.length_km.high)})`
          : 'not known'
      })
    )
  }
}

async function readSpans(app: FastifyInstance): Promise<Map<string, Span>> {
  const { data } = (await app.inject('/v1/legs?limit=1000&fields=id,length_km')).json()
  return new Map(data.map(({ id, length_km }: { id: string; length_km: Span }) => [id, length_km]))
}

function cellOf(cells: MatrixCell[], city: string, port: string): MatrixCell {
  const found = cells.find(({ from, to }) => from === city && to === port)
  if (!found) throw new Error(`no cell from ${city} to ${port}`)
  return found
}

/** Legs of both ways cancel out. */
function difference(one: MatrixCell, other: MatrixCell | undefined, spans: Map<string, Span>) {
  const sum = (cell: MatrixCell, without: MatrixCell, end: keyof Span) =>
    cell.legs
      .filter((leg) => !without.legs.includes(leg))
      .reduce((total, leg) => total + (spans.get(leg)?.[end] ?? 0), 0)
  if (!other) return '–'
  const value = sum(one, other, 'value') - sum(other, one, 'value')
  const low = sum(one, other, 'low') - sum(other, one, 'high')
  const high = sum(one, other, 'high') - sum(other, one, 'low')
  return `${signed(value)} (${signed(low)} to ${signed(high)})`
}

/** What it is now, if that is another length, before the rest. */
function nowAndOpen(now: MatrixCell, open: MatrixCell): string {
  const isSame = now.length_km?.value === open.length_km?.value
  return `${isSame ? '' : `${km(now.length_km?.value)} now; `}${span(open)}`
}

function span({ length_km: length, coverage }: MatrixCell): string {
  if (!length || !coverage) return 'no way'
  const share = Math.round((100 * coverage.published_km) / length.value)
  return `${km(length.value)} (${km(length.low)}–${km(length.high)}), ${share} %`
}

function km(value: number | undefined): string {
  return value === undefined ? 'no way' : Math.round(value).toLocaleString('en')
}

function signed(value: number): string {
  return value < 0 ? `−${km(-value)}` : `+${km(value)}`
}

function titled(id: string): string {
  return NAMES[id] ?? id.replace(/^./, (letter) => letter.toUpperCase())
}

function table(
  corner: string,
  columns: string[],
  rows: string[],
  cellsOf: (row: string) => string[]
): string {
  const lines = [
    [corner, ...columns],
    [corner, ...columns].map(() => '---'),
    ...rows.map((row) => [titled(row), ...cellsOf(row)])
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
