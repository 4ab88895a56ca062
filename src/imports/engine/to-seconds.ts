/**
 * A time in the form in which all times are stored: RFC 3339 in UTC, to the second. Texts of this
 * form sort in order of time.
 */
export function toSeconds(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
