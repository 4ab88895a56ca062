import { component, number, text, textOrNull, whole } from '../../http/answer-fields.ts'
import { field } from '../../http/envelope.ts'
import { boundSchema } from '../../vocabulary-schemas.ts'
import {
  figureFields,
  nameFields,
  periodLabel,
  productField,
  productName,
  sourceReference,
  trafficFields
} from '../schemas.ts'

export const CALENDAR =
  'The periods of the series. P1M: months. P3M: quarters. P7D: weeks. P1D: days. Years and ' +
  'parts of years have their first month: P1Y-01 are calendar years, P1Y-07 fiscal years ' +
  'from July, P8M-01 January to August.'

/** The fields that must be equal if figures are to be compared over time. */
export const seriesReference = component(
  'SeriesReference',
  'Claims that can be compared over time: everything except the period is equal.',
  {
    id: text('The id of the series, which is computed from the other fields.', 'acfc593ee3c9a21b'),
    subject: figureFields.subject,
    partner: figureFields.partner,
    subject_name: nameFields.subject_name,
    partner_name: nameFields.partner_name,
    ...trafficFields(
      'The direction of traffic; null if the figures have none.',
      'The mode of transport; null if the figures are not for one mode.'
    ),
    product: productField,
    product_name: productName,
    attributed_to: textOrNull(
      'Who gives the figures; null if that is not known, and for a series by rule, which has the ' +
        'figures of everybody.',
      'Kazakh official statistics'
    ),
    calendar: text(CALENDAR, 'P1Y-01')
  }
)

/** One figure of a series and its source. */
export const seriesFigure = component('SeriesFigure', 'One figure of a series and its source.', {
  observation: text('The id of the claim.', 'C0392'),
  period: text('The period as the claim writes it.', '2023'),
  period_label: periodLabel('2023'),
  value: number(
    'The figure used for computing. For a claim with only a range, it is the end that ' +
      'promises less.',
    52500000
  ),
  bound: field(boundSchema, 'How exactly the figure is known.', 'exact'),
  others: whole(
    0,
    1_000_000,
    'The number of other claims of this series for the same period, or for other dates ' +
      'of the same year if one date stands for the year. The claim with the newest ' +
      '`published` counts.',
    0
  ),
  source: field(sourceReference, 'The document that the claim was read in.', {
    id: 'inform-kaz-2023',
    publisher: 'Kazinform (citing Trend)',
    kind: 'press',
    url: 'https://en.inform.kz/news/pakistan-keen-to-import-energy-resources-from-kazakhstan-ambassador-b11f6d/',
    published: '2024-08-21'
  })
})
