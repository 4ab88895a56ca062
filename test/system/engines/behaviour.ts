// The behavioural suite once more, in one process on another engine: test files add their subtests
// to the tap of the process.
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const NOUNS = [
  'aliases',
  'assessments',
  'changes',
  'conflicts',
  'corridors',
  'countries',
  'entities',
  'events',
  'feeds',
  'forecasts',
  'identifiers',
  'legs',
  'metrics',
  'network',
  'observations',
  'pages',
  'projections',
  'relations',
  'routes',
  'scenarios',
  'search',
  'series',
  'sources',
  'writing'
]
// Errors, CSV and the examples of every operation are compared byte by byte in answers.test.ts.
const FILES = [
  `{${NOUNS.join()}}/*.test.ts`,
  'app/{boundaries,paging}.test.ts',
  'http/as-of.test.ts',
  'imports/{get-import,import-file,list-imports,names-in-files}.test.ts',
  'imports/{plausibility,renew-texts,series-words,units-in-files}.test.ts',
  'keys/{guard,idempotency}.test.ts',
  'units/{get-unit,list-units}.test.ts'
]

/** PGlite is several times slower than a server: what is long there runs on the server alone. */
const LONG = /^writing\//

export async function runOn(engine: 'pglite' | 'postgres'): Promise<void> {
  process.env['TEST_ENGINE'] = engine
  const files = FILES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()
  for (const file of files)
    if (engine === 'postgres' || !LONG.test(file)) await import(`../../${file}`)
}
