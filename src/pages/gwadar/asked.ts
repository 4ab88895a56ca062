// What the page asks of `/v1/routes/matrix`, and under which addresses readers find the same.

/** A port of which somebody says that the way by it is longer. */
export const GWADAR = 'gwadar-port'
/** Almaty and Astana first: of them the claim was made. */
export const CITIES = ['almaty', 'astana', 'bishkek', 'tashkent', 'dushanbe', 'ashgabat'] as const
/** What Gwadar is measured against, in the words of the page. */
export const RIVALS = [
  { through: 'Russia', ports: ['novorossiysk-port', 'st-petersburg-port'] },
  { through: 'Iran', ports: ['bandar-abbas-port', 'chabahar-port'] },
  { through: 'Karachi', ports: ['karachi-port'] }
] as const
export const PORTS = [
  GWADAR,
  'karachi-port',
  'bandar-abbas-port',
  'chabahar-port',
  'poti-port',
  'novorossiysk-port',
  'st-petersburg-port',
  'lianyungang-port'
] as const
export const MARKETS = ['rotterdam-port', 'mumbai-port', 'jebel-ali-port'] as const
/** The city from which ways go on to markets. */
export const MARKET_CITY = CITIES[0]

export type MatrixQuery = {
  from: string[]
  to: string[]
  market?: string[]
  avoid?: string[]
  closures?: 'ignored'
}

/** The questions. Without Afghanistan and Iran, the way to Gwadar leads by the Khunjerab. */
export const QUESTIONS = {
  now: { from: [...CITIES], to: [...PORTS] },
  open: { from: [...CITIES], to: [...PORTS], closures: 'ignored' },
  khunjerab: { from: [...CITIES], to: [GWADAR], avoid: ['AFG', 'IRN'], closures: 'ignored' },
  markets: { from: [MARKET_CITY], to: [...PORTS], market: [...MARKETS], closures: 'ignored' }
} satisfies Record<string, MatrixQuery>

/** The address of a question. */
export function addressOf(query: MatrixQuery, format: '' | '.csv' = ''): string {
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${String(value)}`)
  return `/v1/routes/matrix${format}?${parameters.join('&')}`
}
