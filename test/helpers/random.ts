// How random tests run: from which seed, and how long. Loaded before every test file (`node-arg` of
// tap in package.json).
import fc from 'fast-check'

const given = process.env['TEST_SEED']

/** TEST_SEED makes a run again; a failure without one names the seed that it had. */
if (given) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) })

/** The seed of tests that take the same one each time unless another is given. */
export function seedOr(usual: number): number {
  return given ? Number(given) : usual
}

/** How many runs: few where people wait for them, many in `npm run test:all`. */
export function runs(few: number, many: number): number {
  return process.env['TEST_ALL'] === 'on' ? many : few
}
