// Test files in a few processes rather than one each: most take less time than it takes to start
// Node and to load tap and the service.
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
// Before tap, which sets its hooks as it is loaded.
import './plain-promises.ts'
import t from 'tap'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
/**
 * As many as there are files beside this one. On two processors a third one works while the others
 * wait; each has to load everything anew.
 */
const SHARES = 3

// What tap loads into every process that a test starts is for coverage alone, and takes as long as
// a start of the service.
if (process.env['TAP_DISABLE_COVERAGE'] === '1') delete process.env['NODE_OPTIONS']

/**
 * Imports every third test file: they add their tests to the tap of this process, which runs one
 * after the other. What is slow by nature is in `system/` and left to `npm run test:all`.
 */
export async function runShare(share: number): Promise<void> {
  const files = globSync('**/*.test.ts', { cwd: TESTS, exclude: ['run/**', 'system/**'] }).sort()
  for (const [index, file] of files.entries()) {
    if (index % SHARES !== share - 1) continue
    t.comment(file)
    await import(`../${file}`)
  }
}
