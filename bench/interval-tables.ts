// How accurate `auto` is, and what its intervals are worth, on three competitions: of all series,
// and of every second one, which took no part in the choice of the method; each beside the model of
// an earlier commit.
import type { forecast } from '../src/forecasts/model/index.ts'
import { differences, mean } from '../src/numbers/mean.ts'
import type { Competitions, Split } from './competitions.ts'
import { tableOf } from './report.ts'

const LEVELS = [80, 95] as const
type Level = (typeof LEVELS)[number]
type Judged = { mase: number; inside: Record<Level, number>; score: Record<Level, number> }

/** The table, in which each model has two rows for each competition. */
export function intervalTable(
  competitions: Competitions,
  models: Readonly<Record<string, typeof forecast>>
): string {
  const rows = Object.entries(competitions).flatMap(([name, series]) => {
    const judged = Object.entries(models).map(([model, made]) => ({
      model,
      all: series.map((one) => judge(one, made))
    }))
    return [
      ...judged.map(({ model, all }) => rowOf(`${name}, ${series.length} series, ${model}`, all)),
      ...judged.map(({ model, all }) =>
        rowOf(
          `every second one, ${model}`,
          all.filter((_, index) => index % 2 === 1)
        )
      )
    ]
  })
  return tableOf(rows)
}

function rowOf(series: string, judged: readonly Judged[]) {
  const percentInside = (level: Level) =>
    (100 * mean(judged.map(({ inside }) => inside[level]))).toFixed(1)
  const scoreAt = (level: Level) => mean(judged.map(({ score }) => score[level])).toFixed(2)
  return {
    series,
    MASE: mean(judged.map(({ mase }) => mase)).toFixed(3),
    'in 80 %': percentInside(80),
    'in 95 %': percentInside(95),
    'score 80 %': scoreAt(80),
    'score 95 %': scoreAt(95)
  }
}

/**
 * One series. The interval score is that of Gneiting & Raftery, Journal of the American Statistical
 * Association 102, 2007, §6.2: the width, and for each value outside 2/α times how far it is
 * outside. It is divided by the mean absolute difference of the training part, as MASE is.
 */
function judge({ train, test }: Split, made: typeof forecast): Judged {
  const scale = mean(differences(train).map(Math.abs))
  const { points } = made(train, { horizon: test.length, levels: LEVELS })
  const judged: Judged = {
    mase:
      mean(test.map((value, step) => Math.abs(value - (points[step]?.mean ?? Number.NaN)))) / scale,
    inside: { 80: 0, 95: 0 },
    score: { 80: 0, 95: 0 }
  }
  for (const [index, level] of LEVELS.entries()) {
    const ends = points.map(
      ({ intervals }) => intervals[index] ?? { lower: Number.NaN, upper: Number.NaN }
    )
    const misses = ends.map(({ lower, upper }, step) => {
      const value = test[step] ?? Number.NaN
      return Math.max(lower - value, value - upper, 0)
    })
    const penalty = 2 / (1 - level / 100)
    judged.inside[level] = mean(misses.map((miss) => (miss === 0 ? 1 : 0)))
    judged.score[level] =
      mean(
        misses.map((miss, step) => {
          const { lower, upper } = ends[step] ?? { lower: Number.NaN, upper: Number.NaN }
          return upper - lower + penalty * miss
        })
      ) / scale
  }
  return judged
}
