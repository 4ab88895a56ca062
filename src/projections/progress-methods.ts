// Describes the methods of measuring progress: the name, the meaning and the publisher of each.
import type { ProgressMethod } from './model/progress.ts'

type Legend = { name: string; measures: string; source: string; url: string | null }

export const PROGRESS_LEGEND: Record<ProgressMethod, Legend> = {
  growth_ratio: {
    name: 'Ratio of growth rates',
    measures:
      'value: observed growth divided by required growth, both compound from the base. ' +
      'achieved: the target is met. on_track: 0.95 or more. moderate: 0.60 or more. limited: 0 ' +
      'or more. deterioration: below 0. score: -5 to 5.',
    source: 'Eurostat, in the form of Statistics Canada and Open SDG',
    url: 'https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md'
  },
  progress_chart: {
    name: 'SDG Progress Chart',
    measures:
      'value: share of the way from base to target covered at the target date if growth since ' +
      'the base goes on. met_or_on_track: 0.95 or more (score 3). fair_progress: 0.10 or more ' +
      '(2). stagnation_or_regression: less (1).',
    source: 'United Nations Statistics Division, Progress Chart Technical Note 2023',
    url: 'https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf'
  },
  weather: {
    name: 'Linear trend as weather',
    measures:
      'value: what will be missing at the target date, in percent of what is missing now, if ' +
      'the mean yearly change of the last four to six points at equal distances goes on. sun: ' +
      'under 5. slightly_cloudy: up to 20. cloudy: more. thunderstorm: the series does not move ' +
      'towards the target.',
    source:
      'Federal Statistical Office of Germany, Indicators of the German Sustainable ' +
      'Development Strategy',
    url: 'https://dns-indikatoren.de/en/status/'
  },
  current_status: {
    name: 'Current Status Index',
    measures:
      'value: how much of the way from base to target is covered so far: 10 is all of it, and a ' +
      'negative value is the wrong way. No target date is needed. The status is the sign of the ' +
      'value, or achieved if the target is met.',
    source: 'UNESCAP, SDG progress assessment methodology',
    url: 'https://data.unescap.org/resource-guides/progress-assessment-methodology'
  },
  anticipated_progress: {
    name: 'Anticipated Progress Index',
    measures:
      'value: what will be missing at the target date on a time-weighted straight line, in ' +
      'percent of the way from base to target. on_track: up to 10. accelerate: up to 100. ' +
      'reverse: more. The weights (1 for the oldest point to n for the newest) are ours.',
    source: 'UNESCAP, SDG progress assessment methodology',
    url: 'https://data.unescap.org/resource-guides/progress-assessment-methodology'
  },
  required_pace: {
    name: 'Required growth from now on',
    measures:
      'value: compound growth a year, in percent, from the newest observation to the target. ' +
      'on_track: growth since the base was at least that. faster: it was less. turn: it went ' +
      'the wrong way.',
    source: 'Corridor Metrics; plain arithmetic',
    url: null
  }
}
