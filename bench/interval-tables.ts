// How accurate `auto` is, and what its intervals are worth, on three competitions: of all series,
// and of every second one, which took no part in the choice of the method; each beside the model of
// an earlier commit.
import type { forecast } from '../src/forecasts/model/index.ts'
import { intervalScore } from '../src/forecasts/model/misses.ts'
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

/** One series. The interval score is divided by the mean absolute difference, as MASE is. */
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
      ({ intervals }) => intervals[index] ?? { level, lower: Number.NaN, upper: Number.NaN }
    )
    const valueAt = (step: number) => test[step] ?? Number.NaN
    judged.inside[level] = mean(
      ends.map(({ lower, upper }, step) =>
        lower <= valueAt(step) && valueAt(step) <= upper ? 1 : 0
      )
    )
    judged.score[level] = mean(ends.map((one, step) => intervalScore(valueAt(step), one))) / scale
  }
  return judged
}
