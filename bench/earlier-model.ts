// The model of forecasts as an earlier commit had it, to be measured beside that of today.
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { forecast } from '../src/forecasts/model/index.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PARTS = ['src/forecasts/model', 'src/numbers', 'package.json']

/** The function `forecast` of a commit. */
export async function readEarlier(commit: string): Promise<typeof forecast> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-model-'))
  const archive = execFileSync('git', ['archive', commit, ...PARTS], { cwd: ROOT })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  const file = pathToFileURL(join(folder, 'src/forecasts/model/index.ts'))
  const model: { forecast: typeof forecast } = await import(file.href)
  return model.forecast
}
