// Tables of bench/README.md that follow from the data and the code alone are those of today. Where
// one differs, `npm run bench:progress` or `npm run bench:conflicts` writes it anew.
import t from 'tap'
import { assessmentParagraphs } from '../../bench/assessment-tables.ts'
import { conflictParagraphs, findChecks } from '../../bench/conflict-tables.ts'
import { progressParagraphs } from '../../bench/progress-tables.ts'
import { readSection, type Section } from '../../bench/report.ts'
import { starterWorld } from '../helpers/conflict-scopes.ts'
import { SLOW } from '../helpers/random.ts'

/** What a section says below the line that tells when and where it was measured. */
function paragraphsIn(section: Section): string[] {
  return readSection(section).split('\n\n').slice(1)
}

t.test('the progress of the projections', SLOW, async (t) => {
  t.same(paragraphsIn('progress'), await progressParagraphs())
})

t.test('the assessments of the projections', SLOW, async (t) => {
  t.same(paragraphsIn('assessments'), await assessmentParagraphs())
})

t.test('what the detector of conflicts finds', async (t) => {
  t.same(paragraphsIn('conflicts'), conflictParagraphs(findChecks(await starterWorld())))
})
