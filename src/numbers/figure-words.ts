// Says figures in words for people: `52.5 million USD`. Pure.

/** So many digits tell two figures of one sentence apart, and can still be read. */
const DIGITS = 4
/** Units whose ids are words of one thing. */
const PLURALS: Readonly<Record<string, string>> = {
  person: 'people',
  tonne: 'tonnes',
  container: 'containers',
  vehicle: 'vehicles',
  hour: 'hours',
  day: 'days',
  year: 'years'
}
/** Made at the first use: it takes 30 ms, and no start needs it. */
let format: Intl.NumberFormat | undefined

/** A figure with its unit, rounded to four digits: `52.5 million USD`, `0.35 percent`. */
export function figureInWords(value: number, unit: string): string {
  format ??= new Intl.NumberFormat('en', {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: DIGITS
  })
  const words = (value === 1 ? undefined : PLURALS[unit]) ?? unit.replaceAll('_', ' ')
  return `${format.format(value)} ${words}`
}
