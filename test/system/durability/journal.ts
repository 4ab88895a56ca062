// The journal of the parent process, which kills the others: the changes it sent, and those that
// were acknowledged.
import { appendFileSync } from 'node:fs'
import type { Change, Reply } from './changes.ts'

/**
 * `rows` is the number of rows with the name of the change after it. Files imported by the command
 * have no `change`.
 */
export type Entry = {
  name: string
  rows: number
  isAcknowledged: boolean
  change?: Change
  reply?: Reply
}
export type Journal = {
  asked: (entry: { name: string; rows: number; change?: Change }) => void
  acknowledged: (name: string, reply?: Reply) => void
  entries: () => Entry[]
  pending: () => Entry[]
}

/** Begins a journal. It is also written to a file, so that people can read what happened. */
export function journalIn(file: string): Journal {
  const entries = new Map<string, Entry>()
  const write = (line: object) => appendFileSync(file, `${JSON.stringify(line)}\n`)
  return {
    asked({ name, rows, change }) {
      if (entries.has(name)) return
      entries.set(name, { name, rows, isAcknowledged: false, ...(change && { change }) })
      write({ asked: name, rows })
    },
    acknowledged(name, reply) {
      const entry = entries.get(name)
      if (!entry) throw new Error(`${name} was acknowledged and never asked for`)
      entry.isAcknowledged = true
      if (reply) entry.reply = reply
      write({ acknowledged: name, status: reply?.status })
    },
    entries: () => [...entries.values()],
    pending: () => [...entries.values()].filter(({ isAcknowledged }) => !isAcknowledged)
  }
}

export type Verdict = { lost: string[]; torn: string[]; repeated: string[] }

/**
 * Compares the acknowledged changes with the database. `found` is the number of rows for each name.
 */
export function judge(entries: readonly Entry[], found: ReadonlyMap<string, number>): Verdict {
  const verdict: Verdict = { lost: [], torn: [], repeated: [] }
  for (const { name, rows, isAcknowledged } of entries) {
    const there = found.get(name) ?? 0
    if (there > rows) verdict.repeated.push(`${name}: ${there} rows instead of ${rows}`)
    else if (there > 0 && there < rows) verdict.torn.push(`${name}: ${there} of ${rows} rows`)
    else if (there === 0 && isAcknowledged) verdict.lost.push(name)
  }
  return verdict
}
