// Sets the seed and the length of random tests. It is loaded before every test file (`node-arg` of
// tap in package.json).
import fc from 'fast-check'

const given = process.env['TEST_SEED']

/** TEST_SEED repeats a run. A failure names the seed that it had. */
if (given) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) })

/** The seed for tests that always use the same one, unless TEST_SEED gives another. */
export function seedOr(usual: number): number {
  return given ? Number(given) : usual
}

/** The number of runs: few if people wait for them, many in `npm run test:all`. */
export function runs(few: number, many: number): number {
  return process.env['TEST_ALL'] === 'on' ? many : few
}

/** One for the whole run, so that tests over the same cases choose alike. */
const CHOICE = given ? Number(given) : Date.now() % 2 ** 31

/**
 * Some of the cases, in their order, others in each run; all of them in `npm run test:all`. For
 * cases that are alike and costly. A check must name its case, because the seed is not told.
 */
export function someOf<Case>(cases: readonly Case[], few: number): Case[] {
  const count = runs(Math.min(few, cases.length), cases.length)
  const choice = fc.subarray([...cases], { minLength: count, maxLength: count })
  return fc.sample(choice, { numRuns: 1, seed: CHOICE })[0] ?? []
}

/** Options of tests that are slow by nature: `npm test` leaves them to `npm run test:all`. */
export const SLOW = { skip: process.env['TEST_ALL'] === 'on' ? false : 'npm run test:all runs it' }

/** Options of tests that reach into the file of SQLite, whichever engine the others run on. */
export const ON_SQLITE = {
  // Read when a test begins: a run of all files on another engine sets it after this file is read.
  get skip() {
    return process.env['TEST_ENGINE'] ? 'it needs the file of SQLite' : false
  }
}
