// Years of the Solar Hijri calendar, in which Kabul and Tehran print their tables.

/** Solar years that a table of our time may have: 1300 is 1921, 1450 is 2071. */
const SOLAR = { first: 1300, last: 1450 }
/** The year 1 began in the spring of 622. */
const YEARS_BEHIND = 621
const solarDate = new Intl.DateTimeFormat('en-u-ca-persian', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC'
})

/**
 * The period of a solar year, such as `2023-03-21/P1Y` for 1402; undefined if the number is not a
 * solar year of our time. The year begins at the spring equinox of Tehran (ICU has the table).
 */
export function solarYear(year: number): string | undefined {
  if (year < SOLAR.first || year > SOLAR.last) return undefined
  for (const day of ['19', '20', '21', '22']) {
    const date = `${year + YEARS_BEHIND}-03-${day}`
    if (solarDate.format(new Date(`${date}T00:00:00Z`)).startsWith('1/1/')) return `${date}/P1Y`
  }
  return undefined
}
