/** The upstreams whose answers are known, by the names that commands and files use. */
export const UPSTREAM_NAMES = ['worldbank', 'comtrade', 'imf'] as const
export type UpstreamName = (typeof UPSTREAM_NAMES)[number]
