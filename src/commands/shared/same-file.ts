import { statSync } from 'node:fs'

/** Whether two paths name the same file, also through another path, a link or a second name. */
export function isSameFile(one: string, other: string): boolean {
  const [stats, others] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return (
    one === other || (stats !== undefined && stats.dev === others?.dev && stats.ino === others.ino)
  )
}
