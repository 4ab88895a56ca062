// Test files in a few processes rather than one each: most files take less time than it takes to
// start Node and to load tap and the service.
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
/** As many as there are files beside this one. */
const SHARES = 4

/**
 * Imports every fourth test file: they add their tests to the tap of this process, which runs one
 * after the other. Those in `system/` are slow by nature and are run by `npm run test:all` alone.
 */
export async function runShare(share: number): Promise<void> {
  const isOutside = (name: string) => name.startsWith('run/') || name.startsWith('system/')
  const files = globSync('**/*.test.ts', { cwd: TESTS }).filter((name) => !isOutside(name))
  for (const [index, file] of files.sort().entries()) {
    if (index % SHARES !== share) continue
    t.comment(file)
    await import(`../${file}`)
  }
}
