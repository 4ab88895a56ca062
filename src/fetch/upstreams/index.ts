// The upstreams by their names, with the settings of their addresses.
import type { Config } from '../../config.ts'
import { builtIn } from '../../mappings/built-in.ts'
import type { BuiltInName } from '../../mappings/names.ts'
import { comtrade } from './comtrade.ts'
import { imf } from './imf.ts'
import type { UpstreamName } from './names.ts'
import type { Upstream } from './upstream.ts'
import { worldbank } from './worldbank.ts'

/** The mapping that reads the answers of an upstream. */
export const MAPPING_OF = {
  worldbank: 'worldbank-api',
  comtrade: 'comtrade',
  imf: 'imf-weo'
} as const satisfies Record<UpstreamName, BuiltInName>

/** An upstream with its settings. `numberOf` gives the ISO number of a country. */
export function openUpstream(
  name: UpstreamName,
  config: Pick<
    Config,
    'FETCH_WORLDBANK_URL' | 'FETCH_COMTRADE_URL' | 'FETCH_COMTRADE_KEY' | 'FETCH_IMF_URL'
  >,
  numberOf: (code: string) => string
): Upstream {
  const mapping = builtIn(MAPPING_OF[name])
  if (name === 'worldbank') return worldbank(config.FETCH_WORLDBANK_URL, mapping)
  if (name === 'imf') return imf(config.FETCH_IMF_URL, mapping)
  return comtrade(config.FETCH_COMTRADE_URL, mapping, { key: config.FETCH_COMTRADE_KEY, numberOf })
}
