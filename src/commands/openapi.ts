// `npm run openapi`: writes openapi.yaml again.
import { defineCommand } from './shared/command.ts'
import { runCommand } from './shared/run-command.ts'

const OPENAPI = defineCommand({
  script: 'openapi',
  does:
    'Writes the file openapi.yaml anew from the routes of the service. A test fails while the ' +
    'file differs from the routes.',
  usage: ['npm run openapi'],
  options: {},
  notes: ['The command reads no setting and no database.'],
  examples: ['npm run openapi', 'npm run openapi && git diff openapi.yaml'],
  readArguments: () => undefined
})

await runCommand(OPENAPI, async () => (await import('./openapi/write-openapi.ts')).writeOpenapi())
