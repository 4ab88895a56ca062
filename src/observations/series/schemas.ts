import { component, number, text, textOrNull, whole } from '../../http/answer-fields.ts'
import { field } from '../../http/envelope.ts'
import { boundSchema } from '../../vocabulary-schemas.ts'
import { figureFields, sourceReference, trafficFields } from '../schemas.ts'

export const CALENDAR =
  'Which periods belong to the series: P1M months, P3M quarters, P1D days; years and parts ' +
  'of years with their first month: P1Y-01 calendar years, P1Y-07 fiscal years from July, ' +
  'P8M-01 January to August.'

/** What has to be equal for figures to be comparable over time. */
export const seriesReference = component(
  'SeriesReference',
  'Claims that can be compared over time: everything but the period is equal.',
  {
    id: text('Id of the series; it follows from the other fields.', 'acfc593ee3c9a21b'),
    subject: figureFields.subject,
    partner: figureFields.partner,
    ...trafficFields(
      'Direction of traffic, where figures have one.',
      'Mode of transport, where figures are for one.'
    ),
    attributed_to: textOrNull('Whose figures they are.', 'Kazakh official statistics'),
    calendar: text(CALENDAR, 'P1Y-01')
  }
)

/** A figure of a series, with where it comes from. */
export const seriesFigure = component(
  'SeriesFigure',
  'One figure of a series, and where it comes from.',
  {
    observation: text('Id of the claim.', 'C0392'),
    period: text('The period of the claim, as it names it.', '2023'),
    value: number(
      'The figure reckoned with; of a claim that names only a range the end that promises less.',
      52500000
    ),
    bound: field(boundSchema, 'How exactly it was said.', 'exact'),
    others: whole(
      0,
      1_000_000,
      'How many further claims of this series are for the same period, or for other dates of ' +
        'the year it stands for; the newest `published` counts.',
      0
    ),
    source: field(sourceReference, 'The document the claim was read in.', {
      id: 'inform-kaz-2023',
      publisher: 'Kazinform (citing Trend)',
      kind: 'press',
      url: 'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/',
      published: '2024-08-21'
    })
  }
)
