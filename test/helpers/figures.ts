// Figures in the text form of Prometheus, as its port shows them.

/** The value of each series, by its name and labels as they stand in the text. */
export function readFigures(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(' ')
      return [line.slice(0, end), Number(line.slice(end + 1))]
    })
  )
}

/** The names with their types. */
export function namesIn(text: string): Record<string, string> {
  const types = text.matchAll(/^# TYPE (\S+) (\S+)$/gm)
  return Object.fromEntries([...types].map(([, name = '', type = '']) => [name, type]))
}

/** The series whose names begin so. */
export function pickFigures(
  figures: Record<string, number>,
  ...beginnings: readonly string[]
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).filter(([name]) => beginnings.some((one) => name.startsWith(one)))
  )
}
