// Data flow one way: no places of `src` import each other in a circle. A folder directly under
// `src` counts as one place, a file directly under it too; imports of types count as well.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(\.[^']+)'/g

type Places = Map<string, Set<string>>

/** Which places each place imports. */
function placesOf(files: ReadonlyMap<string, string>): Places {
  const places: Places = new Map()
  for (const [file, text] of files) {
    const from = placeOf(file)
    const imported = [...text.matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path))
    const others = imported.filter((path) => !path.startsWith('..')).map(placeOf)
    const known = places.get(from) ?? new Set()
    for (const to of others) if (to !== from) known.add(to)
    places.set(from, known)
  }
  return places
}

function placeOf(file: string): string {
  return file.split('/')[0] ?? file
}

/** Places that reach each other: each group is one circle, or several that share places. */
function circles(places: Places): string[][] {
  const reach = new Map([...places.keys()].map((place) => [place, reachable(places, place)]))
  const groups = [...places.keys()].map((place) =>
    [...(reach.get(place) ?? [])].filter((other) => reach.get(other)?.has(place)).sort()
  )
  const found = groups.filter((group) => group.length > 0).map((group) => group.join(' '))
  return [...new Set(found)].map((group) => group.split(' '))
}

function reachable(places: Places, start: string): Set<string> {
  const seen = new Set<string>()
  const waiting = [...(places.get(start) ?? [])]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen.has(place)) continue
    seen.add(place)
    waiting.push(...(places.get(place) ?? []))
  }
  return seen
}

t.test('a circle is found, through types and files directly under src too', async (t) => {
  const files = new Map([
    ['db/open.ts', "import { loadStarter } from '../starter/load.ts'\n"],
    ['starter/load.ts', "const one = await import('../imports/run.ts')\n"],
    ['imports/run.ts', "import type {\n  Store\n} from '../db/store.ts'\n"],
    ['config.ts', "import { isUrl } from './url.ts'\n"],
    ['url.ts', "export type { Config } from './config.ts'\n"],
    ['numbers/mean.ts', "import { sum } from './sum.ts'\n"]
  ])
  t.same(circles(placesOf(files)), [
    ['db', 'imports', 'starter'],
    ['config.ts', 'url.ts']
  ])
})

t.test('no places import each other in a circle', async (t) => {
  const names = globSync('**/*.{ts,mjs}', { cwd: SRC })
  const files = new Map(names.map((name) => [name, readFileSync(join(SRC, name), 'utf8')]))
  const places = placesOf(files)
  t.ok(places.get('http')?.has('db'), 'imports are found at all')
  t.same(circles(places), [])
})
