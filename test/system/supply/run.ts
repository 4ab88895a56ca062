// `npm run test:supply`: what the service is made of. The licences of all packages are allowed, the
// list of parts (SBOM) names each package that is shipped, and no shipped package has a known hole.
// Where the registry does not answer `npm audit`, the last part says that it was not run.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isAllowed, listPackages } from './licences.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const AUDIT_TIMEOUT_MS = 120_000

type Property = { name: string; value: string }
type Bom = { components: { name: string; version: string; properties: Property[] }[] }
type Hole = { severity: string; range: string }
type Audit = { vulnerabilities?: Record<string, Hole>; message?: string }

let passed = 0
const failures: string[] = []

const packages = listPackages(ROOT)
const shipped = packages.filter(({ isShipped }) => isShipped)
check('there are packages', shipped.length > 50)
for (const one of packages)
  check(`${one.name} ${one.version} has the licence ${one.licence}`, isAllowed(one))

const listed = new Set(readBom())
for (const { name, version } of shipped)
  check(`the SBOM names ${name} ${version}`, listed.has(`${name} ${version}`))

const audit = askAudit()
if (audit.vulnerabilities === undefined)
  console.log(`npm audit: IT WAS NOT RUN: ${audit.message ?? 'the registry does not answer'}`)
else {
  const names = new Set(shipped.map(({ name }) => name))
  for (const [name, { severity, range }] of Object.entries(audit.vulnerabilities)) {
    const hole = `${name} ${range} has a known hole: ${severity}`
    // A hole in a tool of development harms no user.
    if (names.has(name)) failures.push(hole)
    else console.log(`only for development: ${hole}`)
  }
  passed += 1
}

for (const failure of failures) console.log(`FAILED: ${failure}`)
console.log(`${packages.length} packages, ${shipped.length} of them shipped`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1

function check(what: string, holds: boolean): void {
  if (holds) passed += 1
  else failures.push(what)
}

/** What the SBOM names as shipped. `npm sbom --omit=dev` leaves out what development needs too. */
function readBom(): string[] {
  const { stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8' })
  const { components }: Bom = JSON.parse(stdout)
  const isDevelopment = ({ name, value }: Property) =>
    name === 'cdx:npm:package:development' && value === 'true'
  return components
    .filter(({ properties }) => !properties.some(isDevelopment))
    .map(({ name, version }) => `${name} ${version}`)
}

/** All packages: `--omit=dev` leaves out what development needs too. */
function askAudit(): Audit {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: AUDIT_TIMEOUT_MS
  })
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}
