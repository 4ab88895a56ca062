// `npm run bench:progress`: measures the progress of the projections in the starter data, and how
// they are assessed.
import { assessmentParagraphs } from './assessment-tables.ts'
import { progressParagraphs } from './progress-tables.ts'
import { writeSection } from './report.ts'

writeSection('progress', await progressParagraphs())
writeSection('assessments', await assessmentParagraphs())
