// What the code itself must not do, however it is asked.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/**
 * Where a text becomes part of a statement as it is, how often, and what the text is. None of them
 * comes from a request or a file.
 */
const RAW: Record<string, [calls: number, text: string]> = {
  'src/changes/position-queries.ts': [1, 'a number of the code'],
  'src/conflicts/checking/claim-columns.ts': [1, 'a number of the code'],
  'src/db/tables-as-of.ts': [1, 'a number of the code'],
  'src/db/tables/constraints.ts': [3, 'words of a vocabulary, and numbers of the code'],
  'src/feeds/event-source-queries.ts': [1, 'an alias and the name of a column'],
  'src/feeds/position-queries.ts': [2, 'numbers of the code'],
  'src/imports/engine/storage/renew-coverage.ts': [1, 'min or max'],
  'src/observations/course-queries.ts': [2, 'a sign'],
  'src/observations/latest-queries.ts': [2, 'union or union all, and the name of a column'],
  'src/observations/walk-queries.ts': [2, 'a number of the code, and union or union all'],
  'src/search/conditions.ts': [1, 'a number of the code'],
  'src/search/hit-queries.ts': [1, 'the name of a type of the code'],
  'src/series/queries.ts': [1, 'a sign']
}

t.test('no text of a request becomes part of a statement', async (t) => {
  const calls = globSync('src/**/*.ts', { cwd: ROOT }).map((name): [string, number] => [
    name,
    readFileSync(`${ROOT}/${name}`, 'utf8').split('sql.raw(').length - 1
  ])
  t.same(
    Object.fromEntries(calls.filter(([, count]) => count > 0)),
    Object.fromEntries(Object.entries(RAW).map(([name, [count]]) => [name, count]))
  )
})
