// `npm run bench:progress`: how the projections of the starter data fare.
import { progressParagraphs } from './progress-tables.ts'
import { writeSection } from './report.ts'

writeSection('progress', await progressParagraphs())
