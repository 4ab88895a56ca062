// Makes clients from the document as somebody else would, and checks their types. The generators
// come by npm into a folder of their own, pinned, so that `npm ci` stays small.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = [
  'openapi-typescript@7.13.0',
  'openapi-fetch@0.17.0',
  'orval@8.38.0',
  '@hey-api/openapi-ts@0.99.0',
  'axios@1.21.1',
  'tsx@4.23.15',
  // The generators take the compiler of TypeScript 5 to write code.
  'typescript@5.9.3'
]
const USES = fileURLToPath(new URL('uses', import.meta.url))
const ROOT_TYPES = fileURLToPath(new URL('../../../node_modules/@types', import.meta.url))

const SETTINGS = {
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'esnext',
    lib: ['esnext', 'dom', 'dom.iterable'],
    typeRoots: [ROOT_TYPES],
    types: ['node'],
    strict: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    noEmit: true
  },
  include: ['*.ts']
}

export type Generator = { name: string; run: (folder: string, document: string) => void }

/** Each writes a client into a folder of its own name. */
export const GENERATORS: Generator[] = [
  {
    name: 'openapi-typescript',
    run: (folder, document) =>
      runPackage(folder, 'openapi-typescript', document, '--output', 'openapi-fetch/schema.ts')
  },
  {
    name: 'orval',
    run: (folder, document) => {
      const output = {
        target: './orval/client.ts',
        schemas: './orval/model',
        client: 'fetch',
        baseUrl: { runtime: "process.env['BASE']" }
      }
      const config = JSON.stringify({ corridor: { input: document, output } })
      writeFileSync(join(folder, 'orval.config.mjs'), `export default ${config}\n`)
      runPackage(folder, 'orval', '--config', 'orval.config.mjs')
    }
  },
  {
    name: '@hey-api/openapi-ts',
    run: (folder, document) =>
      runPackage(folder, 'openapi-ts', '--input', document, '--output', 'hey-api', '--no-log-file')
  }
]

/** Installs the generators into a folder, beside the programs that use what they make. */
export function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  execFileSync('npm', ['install', '--save-exact', ...quiet, ...PACKAGES], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  cpSync(USES, folder, { recursive: true })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS))
}

/** Checks the types of the programs and of the clients that they use. */
export function checkTypes(folder: string): void {
  try {
    runPackage(folder, 'tsc', '--project', '.')
  } catch (error) {
    // The compiler tells of its errors on the standard output.
    throw error instanceof Error && 'stdout' in error ? new Error(String(error.stdout)) : error
  }
}

/** The program of a package. */
export function programOf(folder: string, name: string): string {
  return join(folder, 'node_modules', '.bin', name)
}

/** Runs a program of the packages. Throws where it does not exit with 0. */
function runPackage(cwd: string, name: string, ...words: string[]): void {
  execFileSync(programOf(cwd, name), words, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
}
