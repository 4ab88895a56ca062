// The import rules of the layout fire where they should: each case is an import in a file of its place.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const FORBIDDEN: [place: string, imported: string][] = [
  ['src/metrics/schemas.ts', 'drizzle-orm'],
  ['src/metrics/schemas.ts', './queries.ts'],
  ['src/metrics/queries.ts', '../sources/queries.ts'],
  ['src/metrics/queries.ts', '../db/sqlite.ts'],
  ['src/metrics/queries.ts', '../db/schema.sqlite.ts'],
  ['src/metrics/queries.ts', '../db/postgres.ts'],
  ['src/metrics/queries.ts', 'pg'],
  ['src/metrics/queries.ts', 'fastify'],
  ['src/observations/conditions.ts', 'fastify'],
  ['src/identifiers/resolve.ts', '../db/schema.sqlite.ts'],
  ['src/metrics/routes.ts', '../db/orm.ts'],
  ['src/metrics/routes.ts', '../db/open.ts'],
  ['src/metrics/routes.ts', 'drizzle-orm'],
  ['src/http/list-route.ts', '../db/statements.ts'],
  ['src/http/list-route.ts', '../db/as-of.ts'],
  ['src/http/as-of.ts', '../db/orm.ts'],
  ['src/pages/home.ts', '../db/orm.ts'],
  ['src/db/sqlite/store.ts', '../http/problems.ts'],
  ['src/db/sqlite/store.ts', '../metrics/queries.ts'],
  ['src/starter/load.ts', '../identifiers/resolve.ts'],
  ['src/imports/streaming/running.ts', '../../http/problems.ts'],
  ['src/files/lines.ts', '../../db/store.ts'],
  ['src/files/lines.ts', '../streaming/running.ts'],
  ['src/forecasts/model/linear.ts', '../queries.ts'],
  ['src/forecasts/model/linear.ts', '../../periods.ts'],
  ['src/forecasts/model/linear.ts', 'zod'],
  ['src/conflicts/model/growth.ts', '../queries.ts'],
  ['src/conflicts/model/growth.ts', '../../db/orm.ts'],
  ['src/conflicts/model/growth.ts', 'zod'],
  ['src/projections/required.ts', './queries.ts'],
  ['src/projections/progress.ts', '../db/orm.ts'],
  ['src/projections/progress-schemas.ts', 'drizzle-orm'],
  ['src/observations/series/points.ts', '../db/orm.ts'],
  ['src/series/rules.ts', '../db/orm.ts'],
  ['src/series/points.ts', 'drizzle-orm'],
  ['src/series/page.ts', '../db/orm.ts'],
  ['src/series/queries.ts', '../metrics/queries.ts'],
  ['src/series/queries.ts', 'pg'],
  ['src/forecasts/forecast-series.ts', '../db/statements.ts'],
  ['src/keys/guard.ts', '../db/orm.ts'],
  ['src/keys/idempotency.ts', 'drizzle-orm'],
  ['src/keys/failed-keys.ts', '../db/open.ts'],
  ['src/keys/queries.ts', 'fastify'],
  ['src/keys/expiry.ts', 'zod'],
  ['src/db/sqlite/store.ts', '../keys/queries.ts'],
  ['src/periods.ts', 'node:fs']
]
const ALLOWED: [place: string, imported: string][] = [
  ['src/metrics/routes.ts', '../db/store.ts'],
  ['src/metrics/routes.ts', './queries.ts'],
  ['src/metrics/queries.ts', '../db/orm.ts'],
  ['src/conflicts/model/growth.ts', './days.ts'],
  ['src/conflicts/model/growth.ts', '../../periods.ts'],
  ['src/keys/guard.ts', './queries.ts'],
  ['src/db/tables/define.ts', './tables/keys.ts'],
  ['src/metrics/queries.ts', '../db/as-of.ts'],
  ['src/http/as-of.ts', '../db/as-of.ts'],
  ['src/files/lines.ts', '../../db/tables.ts'],
  ['src/forecasts/model/linear.ts', './mean.ts']
]

t.test('each import that must not be is told, and no other', async (t) => {
  const folder = t.testdir()
  cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'))
  const cases = [...FORBIDDEN, ...ALLOWED]
  for (const place of new Set(cases.map(([one]) => one))) {
    const imports = cases.filter(([one]) => one === place).map(([, imported], index) => `import { one as n${index} } from '${imported}'\n`)
    mkdirSync(join(folder, dirname(place)), { recursive: true })
    writeFileSync(join(folder, place), imports.join(''))
  }
  const words = ['lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync('biome', words, { cwd: folder, encoding: 'utf8' })
  const told = [...stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)].map(([, file = '', line]) => {
    const place = file.slice(file.indexOf('src/', file.indexOf('fixtures')))
    const imported = readFileSync(join(folder, place), 'utf8').split('\n')[Number(line) - 1]?.split("'")[1]
    return `${place} ${imported}`
  })
  t.same(told.sort(), FORBIDDEN.map((one) => one.join(' ')).sort())
})
