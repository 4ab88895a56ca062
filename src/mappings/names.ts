// The names of the mappings that come with the software.

/** The names of the built-in mappings. */
export const BUILT_IN_NAMES = [
  'worldbank',
  'worldbank-api',
  'owid',
  'comtrade',
  'eurostat',
  'sdmx-csv',
  'imf-weo',
  'sbp'
] as const
export type BuiltInName = (typeof BUILT_IN_NAMES)[number]

/** The built-in mapping of a name; undefined if there is none. */
export function findBuiltIn(name: string): BuiltInName | undefined {
  return BUILT_IN_NAMES.find((known) => known === name)
}
