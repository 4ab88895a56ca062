/** The English names of the months. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
] as const

/** The number of a month from its name, or from the first three letters; undefined for none. */
export function monthNumber(name = ''): number | undefined {
  const wanted = name.toLowerCase()
  const short = wanted === 'sept' ? 'sep' : wanted
  const index = MONTHS.findIndex((month) => {
    const known = month.toLowerCase()
    return short === known || short === known.slice(0, 3)
  })
  return index < 0 ? undefined : index + 1
}
