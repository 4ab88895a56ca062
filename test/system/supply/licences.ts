// Under which licences the packages stand that come with the service, and those it is developed
// with.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** All of them allow what an MIT service does with its packages. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT'
]
/** What a package does not say itself, or what is allowed for it alone, with the reason. */
const EXCEPTIONS: Record<string, string> = {
  // Facts under a licence that asks for attribution and for sharing changes alike. docs name it.
  'world-countries': 'ODbL-1.0',
  // A list of names, used only by npm itself.
  'spdx-exceptions': 'CC-BY-3.0',
  // It has no licence in its package.json, but the text of the MIT licence beside it.
  'jsonc-simple-parser': 'MIT'
}

type Lock = { packages: Record<string, { version?: string; dev?: boolean; optional?: boolean }> }
type Manifest = { name: string; version: string; license?: string | { type?: string } }
export type Package = { name: string; version: string; licence: string; isShipped: boolean }

/** The packages of the lock file that are installed here: optional ones may not be. */
export function listPackages(root: string): Package[] {
  const { packages }: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages).flatMap(([folder, { dev = false }]) => {
    const file = join(root, folder, 'package.json')
    if (folder === '' || !existsSync(file)) return []
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'))
    const { name, version } = manifest
    return [{ name, version, licence: licenceOf(manifest), isShipped: !dev }]
  })
}

/** Whether one of the licences that a package offers is allowed. */
export function isAllowed({ name, licence }: Pick<Package, 'name' | 'licence'>): boolean {
  if (EXCEPTIONS[name] === licence) return true
  const offered = licence.replaceAll(/[()]/g, '').split(/\s+OR\s+/)
  return offered.some((one) => one.split(/\s+AND\s+/).every((part) => ALLOWED.includes(part)))
}

function licenceOf({ name, license }: Manifest): string {
  const stated = typeof license === 'string' ? license : license?.type
  return stated ?? EXCEPTIONS[name] ?? 'none'
}
