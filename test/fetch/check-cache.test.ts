import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ConfigError } from '../../src/config.ts'
import { checkCache } from '../../src/fetch/check-cache.ts'

t.test('a folder is made with its parents, and nothing is left in it', async (t) => {
  const folder = join(t.testdir(), 'a', 'b')
  checkCache(folder)
  checkCache(folder)
  t.same(readdirSync(folder), [])
})

t.test('a folder that cannot be made is told at once, with the setting', async (t) => {
  const file = join(t.testdir(), 'file')
  writeFileSync(file, '')
  const refusals: [string, string][] = [
    [file, 'ENOTDIR'],
    [join(file, 'below', 'it'), 'ENOTDIR'],
    // The kernel says that there is no such folder, although its parent is there. Node's own
    // recursive mkdir tries for ever then.
    ...(existsSync('/proc/self') ? [['/proc/nope/below', 'ENOENT'] satisfies [string, string]] : [])
  ]
  for (const [folder, code] of refusals)
    t.throws(
      () => checkCache(folder),
      new ConfigError(
        `FETCH_CACHE names the folder ${folder}, in which nothing can be written (${code}). Name ` +
          'another folder.'
      ),
      folder
    )
})
