import { refusedParameter } from './problems.ts'

/** Throws if a span begins after its end. */
export function checkSpan(
  fromName: string,
  from: string | undefined,
  toName: string,
  to: string | undefined
): void {
  if (from === undefined || to === undefined || from <= to) return
  const message = `\`${fromName}\` begins on ${from}, but \`${toName}\` ends before that, on ${to}.`
  throw refusedParameter(fromName, message, [`a date up to ${to}`])
}
