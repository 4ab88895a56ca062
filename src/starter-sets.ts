// The sets of series that come with the software, each in a folder of this name in series/.

/** In the order in which they are loaded: each is a revision. */
export const SERIES_SETS = [
  'worldbank-wdi',
  'gapminder-wdi',
  'worldbank-lpi',
  'worldbank-trading-across-borders',
  'unctad-liner-connectivity',
  'pwt-exchange-rates',
  'currency-api-monthly',
  'worldbank-commodities',
  'unesco-students-360info',
  'imf-weo-2019-04'
] as const
export type SeriesSet = (typeof SERIES_SETS)[number]

/**
 * What an empty database is filled with: `none` has the countries alone, `claims` the claims that
 * were read one by one, `all` the sets of series too.
 */
export const STARTERS = ['none', 'claims', 'all'] as const
export type Starter = (typeof STARTERS)[number]
