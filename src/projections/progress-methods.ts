// The methods of measuring progress in words: each has a name and somebody who published it.
import type { ProgressMethod } from './model/progress.ts'

type Legend = { name: string; measures: string; source: string; url: string | null }

export const PROGRESS_LEGEND: Record<ProgressMethod, Legend> = {
  growth_ratio: {
    name: 'Ratio of growth rates',
    measures:
      'value: observed growth as a share of the growth required, both compound from the ' +
      'base. achieved: the target is met. on_track from 0.95, moderate from 0.60, limited ' +
      'from 0, deterioration below. score: -5 to 5.',
    source: 'Eurostat, in the form of Statistics Canada and Open SDG',
    url: 'https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md'
  },
  progress_chart: {
    name: 'SDG Progress Chart',
    measures:
      'value: share of the way from base to target that is covered at the target date if ' +
      'growth since the base goes on. met_or_on_track from 0.95 (score 3), fair_progress ' +
      'from 0.10 (2), else stagnation_or_regression (1).',
    source: 'United Nations Statistics Division, Progress Chart Technical Note 2023',
    url: 'https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf'
  },
  weather: {
    name: 'Linear trend as weather',
    measures:
      'value: what is missing at the target date if the mean yearly change of the last four ' +
      'to six points at equal distances goes on, in percent of what is missing now. Under 5 ' +
      'sun, up to 20 slightly_cloudy, above cloudy; thunderstorm: not moving towards the ' +
      'target.',
    source:
      'Federal Statistical Office of Germany, Indicators of the German Sustainable ' +
      'Development Strategy',
    url: 'https://dns-indikatoren.de/en/status/'
  },
  current_status: {
    name: 'Current Status Index',
    measures:
      'value: how much of the way from base to target is covered so far, 10 for all of it, ' +
      'negative for the wrong way. Needs no target date. The status is its sign; achieved ' +
      'where the target is met.',
    source: 'UNESCAP, SDG progress assessment methodology',
    url: 'https://data.unescap.org/resource-guides/progress-assessment-methodology'
  },
  anticipated_progress: {
    name: 'Anticipated Progress Index',
    measures:
      'value: what is missing at the target date on a time-weighted straight line, in ' +
      'percent of the way from base to target. Up to 10 on_track, up to 100 accelerate, ' +
      'above reverse. The weights (1 for the oldest point to n for the newest) are ours.',
    source: 'UNESCAP, SDG progress assessment methodology',
    url: 'https://data.unescap.org/resource-guides/progress-assessment-methodology'
  },
  required_pace: {
    name: 'Required growth from now on',
    measures:
      'value: compound growth a year, in percent, that still leads from the newest ' +
      'observation to the target. on_track where growth since the base was at least that, ' +
      'faster where it was less, turn where it went the wrong way.',
    source: 'Corridor Metrics; plain arithmetic',
    url: null
  }
}
