// `npm run bench:progress`: measures the progress of the projections in the starter data.
import { progressParagraphs } from './progress-tables.ts'
import { writeSection } from './report.ts'

writeSection('progress', await progressParagraphs())
