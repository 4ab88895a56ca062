import { NOUNS } from './nouns.ts'
import { testWithdrawing } from './withdrawing.ts'

testWithdrawing(NOUNS.event)
