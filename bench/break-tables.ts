// What the search for likely breaks does on the series of three competitions: how many it names as
// they are, how many breaks it finds that were planted in them, and what it is worth to forecast
// from the new level only.
import { type Forecast, forecast } from '../src/forecasts/model/index.ts'
import { intervalScore } from '../src/forecasts/model/misses.ts'
import { differences, mean } from '../src/numbers/mean.ts'
import type { Competitions, Split } from './competitions.ts'
import { tableOf } from './report.ts'

/** Planted breaks: from the middle value on, all values are multiplied. */
const FACTORS = { '× 3': 3, '× 7': 7, '÷ 5': 1 / 5 }
const LEVEL = 80
type Judged = { mase: number; score: number }
type Compared = { index: number | null; all: Judged; level: Judged }

/** One row for each competition as it is, and one for each factor with all series. */
export function breakTable(competitions: Competitions): string {
  const asTheyAre = Object.entries(competitions).map(([name, series]) => {
    const compared = series.map((one) => compare(one))
    const named = compared.filter(({ index }) => index !== null)
    return rowOf(`${name}, ${series.length} series as they are`, series.length, named)
  })
  const all = Object.values(competitions).flat()
  const planted = Object.entries(FACTORS).map(([name, factor]) => {
    const found = all.flatMap((one) => {
      const middle = Math.floor(one.train.length / 2)
      const compared = compare(plant(one, middle, factor), middle)
      return compared.index === middle ? compared : []
    })
    return rowOf(`all series, ${name} from the middle on`, all.length, found)
  })
  return tableOf([...asTheyAre, ...planted])
}

function rowOf(series: string, count: number, found: readonly Compared[]) {
  const meanOf = (pick: (one: Compared) => number) => mean(found.map(pick)).toFixed(2)
  return {
    series,
    'break found, %': ((100 * found.length) / count).toFixed(1),
    'MASE of these': meanOf(({ all }) => all.mase),
    'MASE from the break': meanOf(({ level }) => level.mase),
    'score of these': meanOf(({ all }) => all.score),
    'score from the break': meanOf(({ level }) => level.score)
  }
}

function plant({ train, test }: Split, index: number, factor: number): Split {
  return {
    train: train.map((value, at) => (at < index ? value : value * factor)),
    test: test.map((value) => value * factor)
  }
}

/**
 * Forecasts from all values and from the present level, on the scale of the steps after `start`.
 */
function compare({ train, test }: Split, start = 0): Compared {
  const scale = mean(differences(train.slice(start)).map(Math.abs))
  const asked = { horizon: test.length, levels: [LEVEL] }
  const made = forecast(train, asked)
  return {
    index: made.likelyBreak,
    all: judge(forecast(train, { ...asked, crossesBreaks: true }), test, scale),
    level: judge(made, test, scale)
  }
}

function judge({ points }: Forecast, test: readonly number[], scale: number): Judged {
  const misses = points.map((point, step) => Math.abs((test[step] ?? Number.NaN) - point.mean))
  const scores = points.map(({ intervals: [interval] }, step) => {
    const ends = interval ?? { level: LEVEL, lower: Number.NaN, upper: Number.NaN }
    return intervalScore(test[step] ?? Number.NaN, ends)
  })
  return { mase: mean(misses) / scale, score: mean(scores) / scale }
}
