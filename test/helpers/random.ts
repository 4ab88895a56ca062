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

/** Options of tests that are slow by nature: `npm test` leaves them to `npm run test:all`. */
export const SLOW = { skip: process.env['TEST_ALL'] === 'on' ? false : 'npm run test:all runs it' }
