// Finds the season of a series, takes it out before a forecast is made, and puts it back.
import { haveOneSign, mean } from '../../numbers/mean.ts'

/**
 * What repeats each year. `factors` has one number for each position in the year, that of the first
 * value first: times the level if `form` is multiplicative, where their mean is 1; added to it if
 * additive, where their mean is 0.
 */
export type Season = {
  form: 'multiplicative' | 'additive'
  factors: number[]
  /** The F of the test: see {@link findSeason}. */
  clarity: number
}

/**
 * A season is looked for in so many years, because in fewer no month is seen twice, and in so many
 * values: in three years of quarters every tenth random series seems to have one.
 */
export const SEASON_MIN = { years: 3, values: 20 } as const
/**
 * The months of a year must differ by this many times what the same month differs between years.
 * Months of a random walk differ by a few times by chance.
 */
export const F_MIN = 7

/** A smaller season, as a share of the values, is what rounding leaves. */
const NOISE = 1e-9

/** Whether a series of so many values is long enough for a season of so many. */
export function canHaveSeason(values: number, length: number): boolean {
  return length > 1 && values >= Math.max(SEASON_MIN.values, SEASON_MIN.years * length)
}

/**
 * The season of a series with `length` values a year; undefined if there are fewer than {@link
 * SEASON_MIN} of them, or if no season is clear. `breaks` are indices from which on the series has
 * another level. Of the two forms it takes the clearer one.
 *
 * Classical decomposition: the values are held against a moving average of a year, and the ratios
 * or differences of each position are averaged. A season is clear if the variance between positions
 * is at least {@link F_MIN} times the variance within them: the test for stable seasonality of the
 * census method X-11. Source: Shiskin, Young & Musgrave, "The X-11 variant of the census method II
 * seasonal adjustment program", U.S. Bureau of the Census, Technical Paper 15, 1967.
 */
export function findSeason(
  values: readonly number[],
  length: number,
  breaks: readonly number[] = []
): Season | undefined {
  const best = clearestSeason(values, length, breaks)
  return best && best.clarity >= F_MIN && best.factors.every(Number.isFinite) ? best : undefined
}

/** The clearest season, clear or not; undefined if there are too few values for one. */
export function clearestSeason(
  values: readonly number[],
  length: number,
  breaks: readonly number[] = []
): Season | undefined {
  if (!canHaveSeason(values.length, length)) return undefined
  const forms = formsOf(values, breaks)
  const tried = forms.map((form) =>
    decompose(values, form, groupByPosition(values, { length, form, breaks }))
  )
  return tried.reduce((one, other) => (other.clarity > one.clarity ? other : one))
}

/**
 * The forms that a season may have. A series that is rebased keeps the ratios of its season, but
 * not the differences.
 */
function formsOf(values: readonly number[], breaks: readonly number[]): Season['form'][] {
  if (!haveOneSign(values)) return ['additive']
  return breaks.some((start) => start > 0) ? ['multiplicative'] : ['multiplicative', 'additive']
}

/** The factors in a form, and how clear they are: the F of an analysis of variance in one way. */
function decompose(
  values: readonly number[],
  form: Season['form'],
  groups: readonly number[][]
): Season {
  const means = groups.map(mean)
  const centre = mean(means)
  const factors = means.map((one) => (form === 'multiplicative' ? one / centre : one - centre))
  const all = groups.flat()
  const total = mean(all)
  const between = sum(groups.map(({ length }, place) => length * (at(means, place) - total) ** 2))
  const within = sum(
    groups.map((group, place) => sum(group.map((one) => (one - at(means, place)) ** 2)))
  )
  const size = form === 'multiplicative' ? 1 : Math.max(...values.map(Math.abs))
  if (between <= all.length * (NOISE * size) ** 2) return { form, factors, clarity: 0 }
  // A season without any other change is as clear as can be.
  const freedom = (all.length - groups.length) / (groups.length - 1)
  return { form, factors, clarity: (freedom * between) / within }
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
  return at(factors, index % factors.length)
}

/**
 * How each value stands to the year around it, in a group for each position in the year. Half a
 * year at each end and beside each break has no such year.
 */
function groupByPosition(
  values: readonly number[],
  { length, form, breaks }: { length: number; form: Season['form']; breaks: readonly number[] }
): number[][] {
  const groups = Array.from({ length }, (): number[] => [])
  const side = Math.floor(length / 2)
  for (let index = side; index < values.length - side; index += 1) {
    if (breaks.some((start) => index - side < start && start <= index + side)) continue
    const value = at(values, index)
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

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
