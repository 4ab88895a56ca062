// When what is kept fresh is due.

const DAY_MS = 86_400_000

/** The day on which figures of a day are due again. */
export function dueOn(retrieved: string, everyDays: number): string {
  const day = Date.parse(`${retrieved.slice(0, 10)}T00:00:00Z`)
  return new Date(day + everyDays * DAY_MS).toISOString().slice(0, 10)
}

/** Whether they are due; what was never retrieved is. */
export function isDue(
  { retrieved, every_days }: { retrieved: string | null; every_days: number },
  today = new Date().toISOString().slice(0, 10)
): boolean {
  return retrieved === null || dueOn(retrieved, every_days) <= today
}

/** Overdue is what was due before today, so that a daily timer has its day. */
export function isOverdue(
  { retrieved, every_days }: { retrieved: string | null; every_days: number },
  today = new Date().toISOString().slice(0, 10)
): boolean {
  return retrieved === null || dueOn(retrieved, every_days) < today
}
