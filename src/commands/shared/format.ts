// Numbers as the texts of commands show them.

/** Seconds in a form for people. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** A number with commas. */
export function formatCount(number: number): string {
  return number.toLocaleString('en')
}

/** A number of bytes in megabytes. */
export function formatBytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
