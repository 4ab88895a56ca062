// Finds codes of a file that would become one metric, because their ids differ in nothing.
import type { Indicator } from './indicators.ts'
import { columnKey, misfit } from './table.ts'

/** More metrics than any file is about, and few enough to be remembered. */
const METRICS_MAX = 5_000

/** Takes note of the id that the code of an indicator has. Throws a DataError if another has it. */
export type TakeCode = (indicator: Indicator, id: string, line: number) => void

/** A function that remembers the codes of a file which the mapping does not name. */
export function rememberCodes(file: string): TakeCode {
  const codes = new Map<string, string>()
  return ({ code, entry }, id, line) => {
    // The mapping may give several codes one metric.
    if (entry) return
    const other = codes.get(id)
    if (other === undefined && codes.size >= METRICS_MAX) {
      const expected = `at most ${METRICS_MAX} metrics in one file: cut it into several`
      throw misfit(file, line, 'metric', code, expected)
    }
    if (other !== undefined && columnKey(other) !== columnKey(code)) {
      const expected =
        `codes whose metrics have different ids: the code ${other} has the id ${id} too; ` +
        '/metric/codes of the mapping could name a metric for each'
      throw misfit(file, line, 'metric', code, expected)
    }
    codes.set(id, code)
  }
}
