// What a check of a database has found.

/**
 * One check: what it reads, how much of it, and what is wrong, in words. `data` came from outside
 * and cannot be made again; what is `computed` was made from them.
 */
export type Finding = {
  check: string
  of: 'data' | 'computed'
  rows: number
  wrong: string[]
  /** What people should look at, although it may be right. */
  doubts?: string[]
}

/** More would not help a reader. */
export const SHOWN_MAX = 20

/** Takes lines, and keeps the first of them, and the number of the rest. */
export function shownLines(): { add: (line: string) => void; lines: () => string[] } {
  const kept: string[] = []
  let more = 0
  return {
    add(line) {
      if (kept.length < SHOWN_MAX) kept.push(line)
      else more += 1
    },
    lines: () => (more === 0 ? kept : [...kept, `and ${more} more`])
  }
}

/** Runs one check. One that cannot read the database has found that, and the others go on. */
export async function attempt(
  { check, of }: Pick<Finding, 'check' | 'of'>,
  run: () => Promise<Omit<Finding, 'check' | 'of'>>
): Promise<Finding> {
  try {
    return { check, of, ...(await run()) }
  } catch (error) {
    return { check, of, rows: 0, wrong: [`cannot be read: ${innermost(error)}`] }
  }
}

/** The words of the engine are in the innermost cause. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : innermost(error.cause)
}
