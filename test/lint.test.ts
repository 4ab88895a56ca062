// The import rules of the layout fire where they should: each case is an import in a file of its
// place.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const FORBIDDEN: [place: string, imported: string][] = [
  ['src/metrics/schemas.ts', 'drizzle-orm'],
  ['src/metrics/schemas.ts', './queries.ts'],
  ['src/imports/upload-schemas.ts', '../db/orm.ts'],
  ['src/metrics/queries.ts', '../sources/queries.ts'],
  ['src/metrics/queries.ts', '../db/open.ts'],
  ['src/metrics/queries.ts', '../db/sqlite/store.ts'],
  ['src/metrics/queries.ts', '../db/postgres/schema.ts'],
  ['src/metrics/queries.ts', '../http/list-route.ts'],
  ['src/metrics/queries.ts', 'pg'],
  ['src/metrics/queries.ts', 'fastify'],
  ['src/observations/conditions.ts', 'fastify'],
  ['src/observations/series/queries.ts', '../../db/sqlite/store.ts'],
  ['src/identifiers/resolve.ts', '../db/orm.ts'],
  ['src/metrics/routes.ts', '../db/orm.ts'],
  ['src/metrics/routes.ts', '../db/open.ts'],
  ['src/metrics/routes.ts', 'drizzle-orm'],
  ['src/http/list-route.ts', '../db/statements.ts'],
  ['src/http/list-route.ts', '../db/as-of.ts'],
  ['src/http/as-of.ts', '../db/orm.ts'],
  ['src/pages/home.ts', '../db/orm.ts'],
  ['src/db/sqlite/store.ts', '../../http/problems.ts'],
  ['src/db/open.ts', '../imports/engine/recheck-claims.ts'],
  ['src/db/open.ts', '../config.ts'],
  ['src/db/rows.ts', 'zod'],
  ['src/imports/engine/running.ts', '../../http/problems.ts'],
  ['src/imports/engine/storage/write.ts', '../../../db/sqlite/store.ts'],
  ['src/imports/engine/import-files.ts', '../../identifiers/resolve.ts'],
  ['src/imports/upload-route.ts', '../db/orm.ts'],
  ['src/conflicts/checking/renew-checks.ts', '../../http/problems.ts'],
  ['src/conflicts/checking/renew-checks.ts', '../routes.ts'],
  ['src/files/lines.ts', '../db/store.ts'],
  ['src/files/lines.ts', '../imports/engine/running.ts'],
  ['src/forecasts/model/linear.ts', '../queries.ts'],
  ['src/forecasts/model/linear.ts', '../../db/store.ts'],
  ['src/forecasts/model/linear.ts', 'zod'],
  ['src/conflicts/model/growth.ts', '../queries.ts'],
  ['src/conflicts/model/growth.ts', 'zod'],
  ['src/projections/model/path.ts', '../required.ts'],
  ['src/projections/progress.ts', '../db/orm.ts'],
  ['src/projections/progress-schemas.ts', 'drizzle-orm'],
  ['src/observations/series/points.ts', '../../db/orm.ts'],
  ['src/series/points.ts', 'drizzle-orm'],
  ['src/forecasts/forecast-series.ts', '../db/statements.ts'],
  ['src/keys/guard.ts', '../db/orm.ts'],
  ['src/keys/failed-keys.ts', '../db/open.ts'],
  ['src/commands/keys.ts', 'drizzle-orm'],
  ['src/starter/load.ts', 'better-sqlite3'],
  ['src/config.ts', 'pg'],
  ['src/numbers/mean.ts', '../db/orm.ts'],
  ['src/periods/steps.ts', 'node:fs']
]
const ALLOWED: [place: string, imported: string][] = [
  ['src/metrics/routes.ts', '../db/store.ts'],
  ['src/metrics/routes.ts', './queries.ts'],
  ['src/metrics/queries.ts', '../db/orm.ts'],
  ['src/metrics/queries.ts', '../db/as-of.ts'],
  ['src/metrics/queries.ts', '../http/page.ts'],
  ['src/observations/series/queries.ts', '../../db/orm.ts'],
  ['src/conflicts/model/growth.ts', './days.ts'],
  ['src/conflicts/model/growth.ts', '../../periods/read-period.ts'],
  ['src/forecasts/model/linear.ts', '../../numbers/mean.ts'],
  ['src/keys/guard.ts', './queries.ts'],
  ['src/http/as-of.ts', '../db/as-of.ts'],
  ['src/db/tables/define.ts', './keys.ts'],
  ['src/db/open.ts', './postgres/open.ts'],
  ['src/files/lines.ts', '../db/tables/define.ts'],
  ['src/imports/engine/running.ts', '../../db/orm.ts'],
  ['src/conflicts/checking/renew-checks.ts', '../../db/orm.ts'],
  ['src/starter/prepare.ts', '../db/open.ts'],
  ['src/commands/copy.ts', '../db/copy/copy-database.ts']
]

t.test('each import that must not be is told, and no other', async (t) => {
  const folder = t.testdir()
  cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'))
  const cases = [...FORBIDDEN, ...ALLOWED]
  for (const place of new Set(cases.map(([one]) => one))) {
    const imports = cases
      .filter(([one]) => one === place)
      .map(([, imported], index) => `import { one as n${index} } from '${imported}'\n`)
    mkdirSync(join(folder, dirname(place)), { recursive: true })
    writeFileSync(join(folder, place), imports.join(''))
  }
  const words = [
    'lint',
    '--only=style/noRestrictedImports',
    '--vcs-enabled=false',
    '--reporter=github',
    '--max-diagnostics=none',
    '.'
  ]
  const { stdout } = spawnSync('biome', words, { cwd: folder, encoding: 'utf8' })
  const told = [...stdout.matchAll(/noRestrictedImports,file=([^,]+),line=(\d+)/g)].map(
    ([, file = '', line]) => {
      const place = file.slice(file.indexOf('src/', file.indexOf('fixtures')))
      const imported = readFileSync(join(folder, place), 'utf8')
        .split('\n')
        [Number(line) - 1]?.split("'")[1]
      return `${place} ${imported}`
    }
  )
  t.same(told.sort(), FORBIDDEN.map((one) => one.join(' ')).sort())
})
