// Random numbers that can be repeated: the same seed gives the same moments.

/** Numbers from 0 to 1, without 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * TEST_SEED of the environment, or one of this run; it is printed so that a run can be repeated.
 */
export function chosenSeed(): number {
  const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 31)
  if (!Number.isSafeInteger(seed)) throw new Error('TEST_SEED is a whole number')
  console.log(`TEST_SEED=${seed}`)
  return seed
}
