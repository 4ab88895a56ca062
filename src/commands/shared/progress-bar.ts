// Shows the progress of long work: a bar on a terminal, otherwise a line of JSON now and then for
// the log.

const BAR_EVERY_MS = 100
const LINE_EVERY_MS = 5_000
const BAR_CHARACTERS = 24
const CLEAR_LINE = '\r\u001b[2K'

/** The part of process.stderr that is used. */
export type Output = { isTTY?: boolean; columns?: number; write: (text: string) => unknown }
/** The text of a bar, and the fields of a line. */
export type Views<T> = { bar: (value: T) => string; line: (value: T) => Record<string, unknown> }

/** Shows values on a terminal or in a log, each at its own interval. `end` removes the bar. */
export function showProgress<T>(output: Output, { bar, line }: Views<T>, now: () => number) {
  const every = output.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS
  let shown = now()
  return {
    show(value: () => T): void {
      const time = now()
      if (time - shown < every) return
      shown = time
      // A line longer than the terminal would wrap, and could not be overwritten.
      if (output.isTTY) output.write(CLEAR_LINE + bar(value()).slice(0, (output.columns ?? 80) - 1))
      else output.write(`${JSON.stringify({ time: new Date().toISOString(), ...line(value()) })}\n`)
    },
    end: () => void (output.isTTY && output.write(CLEAR_LINE))
  }
}

/**
 * The seconds that the rest takes at the pace so far. `share` is the part that is done, from 0 to
 * 1.
 */
export function secondsLeft(share: number, elapsedMs: number): number | undefined {
  return share > 0 ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1_000) : undefined
}

/** A share from 0 to 1 as a bar and in percent. */
export function drawBar(share: number): string {
  const filled = Math.round(share * BAR_CHARACTERS)
  return `${'█'.repeat(filled).padEnd(BAR_CHARACTERS, '░')} ${Math.floor(share * 100)} %`
}
