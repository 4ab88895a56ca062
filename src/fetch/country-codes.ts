// Codes of countries, as upstreams take them. The package is imported late: commands answer --help
// without it.
type Codes = {
  /** The alpha-3 code of an ISO code of two or three letters or digits; undefined if it is none. */
  alpha3: (code: string) => string | undefined
  /** The ISO number without leading zeros. */
  numberOf: (alpha3: string) => string
}

export async function countryCodes(): Promise<Codes> {
  const { default: iso } = await import('i18n-iso-countries')
  return {
    alpha3(code) {
      const found = iso.toAlpha3(code.toUpperCase())
      return found && iso.isValid(found) ? found : undefined
    },
    numberOf: (alpha3) => String(Number(iso.alpha3ToNumeric(alpha3) ?? 0))
  }
}
