// The whole comparison of two services: reads, changes, and reads after the changes.
import { compareAfterwards, partingTime } from './afterwards.ts'
import { makeComparison, type Result, type Services } from './comparison.ts'
import { compareReads, type ReadOptions } from './reads.ts'
import { compareRefusedKeys } from './refused-keys.ts'
import { compareUploads } from './uploads.ts'
import { compareNameless, compareWrites } from './writes.ts'

/** Compares two services. Changes them only if there are keys. */
export async function compareAnswers(
  services: Services,
  options: ReadOptions,
  tell: (what: string) => void
): Promise<Result[]> {
  const comparison = makeComparison(services)
  tell('reading')
  await compareReads(comparison, options)
  if (!services.before.keys || !services.after.keys) {
    tell('without keys nothing is changed, and writing is not compared')
    return comparison.results
  }
  tell('changing one thing after the other')
  const touched = await compareWrites(comparison)
  const time = await partingTime()
  tell('importing files')
  await compareUploads(comparison)
  tell('reading again')
  await compareAfterwards(comparison, touched, time)
  await compareNameless(comparison)
  await compareRefusedKeys(comparison)
  return comparison.results
}
