// `npm run db:migrate`: brings the database of DATABASE_URL to the schema of this version, creating
// it where it is missing.
import { runOnDatabase } from './run-on-database.ts'

await runOnDatabase(async () => 'The database is at the schema of this version.')
