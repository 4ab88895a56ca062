// What holds for adding, correcting and withdrawing a thing of any noun. What holds for one noun
// alone has a file by the name of the operation.
import t, { type Test } from 'tap'
import { someOf } from '../helpers/random.ts'
import { testCorrecting } from './correcting.ts'
import { testCreating } from './creating.ts'
import { NOUNS, type Noun } from './nouns.ts'
import { testWithdrawing } from './withdrawing.ts'

const OPERATIONS: [operationId: string, test: (t: Test, noun: Noun) => void, noun: Noun][] = [
  ['createObservation', testCreating, NOUNS.observation],
  ['correctObservation', testCorrecting, NOUNS.observation],
  ['withdrawObservation', testWithdrawing, NOUNS.observation],
  ['createProjection', testCreating, NOUNS.projection],
  ['correctProjection', testCorrecting, NOUNS.projection],
  ['withdrawProjection', testWithdrawing, NOUNS.projection],
  ['createEvent', testCreating, NOUNS.event],
  ['correctEvent', testCorrecting, NOUNS.event],
  ['withdrawEvent', testWithdrawing, NOUNS.event],
  ['createSource', testCreating, NOUNS.source],
  ['correctSource', testCorrecting, NOUNS.source],
  ['withdrawSource', testWithdrawing, NOUNS.source],
  ['createMetric', testCreating, NOUNS.metric],
  ['correctMetric', testCorrecting, NOUNS.metric],
  ['withdrawMetric', testWithdrawing, NOUNS.metric],
  ['createUnit', testCreating, NOUNS.unit],
  ['correctUnit', testCorrecting, NOUNS.unit],
  ['withdrawUnit', testWithdrawing, NOUNS.unit],
  ['createEntity', testCreating, NOUNS.entity],
  ['correctEntity', testCorrecting, NOUNS.entity],
  ['withdrawEntity', testWithdrawing, NOUNS.entity],
  ['createAlias', testCreating, NOUNS.alias],
  ['correctAlias', testCorrecting, NOUNS.alias],
  ['withdrawAlias', testWithdrawing, NOUNS.alias],
  ['createProduct', testCreating, NOUNS.product],
  ['correctProduct', testCorrecting, NOUNS.product],
  ['withdrawProduct', testWithdrawing, NOUNS.product],
  ['createLeg', testCreating, NOUNS.leg],
  ['correctLeg', testCorrecting, NOUNS.leg],
  ['withdrawLeg', testWithdrawing, NOUNS.leg],
  ['createCorridor', testCreating, NOUNS.corridor],
  ['correctCorridor', testCorrecting, NOUNS.corridor],
  ['withdrawCorridor', testWithdrawing, NOUNS.corridor]
]

for (const [operationId, test, noun] of someOf(OPERATIONS, 5))
  t.test(operationId, async (t) => test(t, noun))
