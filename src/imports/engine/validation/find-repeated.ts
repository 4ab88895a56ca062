/** The values that stand in a list again, each time that they do. */
export function findRepeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}
