// The mappings that come with the software, one JSON file each in built-in/.
import { readFileSync } from 'node:fs'
import type { BuiltInName } from './names.ts'
import { readMapping } from './read-mapping.ts'
import type { Mapping } from './schema.ts'

const read = new Map<BuiltInName, Mapping>()

/** A built-in mapping. It is read once. */
export function builtIn(name: BuiltInName): Mapping {
  const known = read.get(name)
  if (known) return known
  const mapping = readMapping(name, builtInText(name))
  read.set(name, mapping)
  return mapping
}

/** The JSON of a built-in mapping as it stands in its file. */
export function builtInText(name: BuiltInName): string {
  return readFileSync(new URL(`built-in/${name}.json`, import.meta.url), 'utf8')
}
