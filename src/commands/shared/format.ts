// Numbers as the texts of commands show them.

/** Seconds in a form for people. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** A number with commas. */
export function formatCount(number: number): string {
  return number.toLocaleString('en')
}
