// Finds the season of a series, takes it out before a forecast is made, and puts it back.
import { haveOneSign, mean } from '../../numbers/mean.ts'

/**
 * What repeats each year. `factors` has one number for each position in the year, that of the first
 * value first: times the level if `form` is multiplicative, where their mean is 1; added to it if
 * additive, where their mean is 0.
 */
export type Season = { form: 'multiplicative' | 'additive'; factors: number[] }

/**
 * A season is looked for in so many years, because in fewer no month is seen twice, and in so many
 * values: in three years of quarters every tenth random series seems to have one.
 */
export const SEASON_MIN = { years: 3, values: 20 } as const
/**
 * The months of a year must differ by this many times what the same month differs between years.
 * Months of a random walk differ by a few times by chance.
 */
const F_MIN = 7

/** Whether a series of so many values is long enough for a season of so many. */
export function canHaveSeason(values: number, length: number): boolean {
  return length > 1 && values >= Math.max(SEASON_MIN.values, SEASON_MIN.years * length)
}

/**
 * The season of a series with `length` values a year; undefined if there are fewer than {@link
 * SEASON_MIN} of them, or if no season is clear. Of the two forms it takes the clearer one; ratios
 * need values of one sign.
 *
 * Classical decomposition: the values are held against a moving average of a year, and the ratios or
 * differences of each position are averaged. A season is clear if the variance between positions is
 * at least {@link F_MIN} times the variance within them: the test for stable seasonality of the
 * census method X-11. Source: Shiskin, Young & Musgrave, "The X-11 variant of the census method II
 * seasonal adjustment program", U.S. Bureau of the Census, Technical Paper 15, 1967.
 */
export function findSeason(values: readonly number[], length: number): Season | undefined {
  if (!canHaveSeason(values.length, length)) return undefined
  const forms = haveOneSign(values)
    ? (['multiplicative', 'additive'] as const)
    : ['additive' as const]
  const tried = forms.map((form) => decompose(values, length, form))
  const best = tried.reduce((one, other) => (other.clarity > one.clarity ? other : one))
  return best.clarity >= F_MIN && best.factors.every(Number.isFinite)
    ? { form: best.form, factors: best.factors }
    : undefined
}

/** The factors in a form, and how clear they are: the F of an analysis of variance in one way. */
function decompose(
  values: readonly number[],
  length: number,
  form: Season['form']
): Season & { clarity: number } {
  const groups = groupByPosition(values, length, form)
  const means = groups.map(mean)
  const centre = mean(means)
  const factors = means.map((one) => (form === 'multiplicative' ? one / centre : one - centre))
  const all = groups.flat()
  const total = mean(all)
  const between = sum(
    groups.map((group, index) => group.length * ((means[index] ?? 0) - total) ** 2)
  )
  const within = sum(
    groups.map((group, index) => sum(group.map((one) => (one - (means[index] ?? 0)) ** 2)))
  )
  const freedom = (all.length - length) / (length - 1)
  // A season without any other change is as clear as can be; without any change there is none.
  return { form, factors, clarity: between > 0 ? (freedom * between) / within : 0 }
}

/** The values as they would be without the season. */
export function removeSeason(
  values: readonly number[],
  season: Season | undefined
): readonly number[] {
  if (!season) return values
  return values.map((value, index) => {
    const factor = factorAt(season, index)
    return season.form === 'multiplicative' ? value / factor : value - factor
  })
}

/**
 * Puts the season of the value at an index back into a value. `scale` is what lengths around it,
 * such as the width of an interval, are to be multiplied by.
 */
export function restoreSeason(
  value: number,
  season: Season | undefined,
  index: number
): { value: number; scale: number } {
  if (!season) return { value, scale: 1 }
  const factor = factorAt(season, index)
  return season.form === 'multiplicative'
    ? { value: value * factor, scale: factor }
    : { value: value + factor, scale: 1 }
}

function factorAt({ factors }: Season, index: number): number {
  return factors[index % factors.length] ?? Number.NaN
}

/** How each value stands to the year around it, in a group for each position in the year. */
function groupByPosition(
  values: readonly number[],
  length: number,
  form: Season['form']
): number[][] {
  const groups = Array.from({ length }, (): number[] => [])
  const side = Math.floor(length / 2)
  for (let index = side; index < values.length - side; index += 1) {
    const value = values[index] ?? Number.NaN
    const level = yearAround(values, index, length)
    groups[index % length]?.push(form === 'multiplicative' ? value / level : value - level)
  }
  return groups
}

/**
 * The mean of the year around a value. If an even number of values makes a year, the two at the
 * ends are of one position, and each counts half.
 */
function yearAround(values: readonly number[], index: number, length: number): number {
  const side = Math.floor(length / 2)
  const around = values.slice(index - side, index + side + 1)
  const ends = length % 2 === 0 ? ((around[0] ?? 0) + (around.at(-1) ?? 0)) / 2 : 0
  return (around.reduce((sum, value) => sum + value, 0) - ends) / length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
