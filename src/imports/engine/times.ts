/** RFC 3339 in UTC to the second, as all times are stored: texts of this form sort as times do. */
export function toSeconds(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
