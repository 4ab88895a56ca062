// The body and the answer of many figure checks at once.
import { z } from 'zod'
import { component, count, list, text, texts } from '../http/answer-fields.ts'
import { answerName, singleMeta } from '../http/envelope.ts'
import { EXACT } from '../numbers/decimals.ts'
import { figureCheckSchema } from './schemas.ts'

/** A table of a report has fewer figures. */
export const CHECKS_MAX = 100

/** Tables have years and counts as numbers. */
const numberOrText = (description: string, example: string) =>
  z.union([z.string(), z.number()]).meta({ description, examples: [example] })
const given = (description: string, example: string) => text(description, example)

const figureQuestion = z
  .strictObject({
    metric: given('The id of the metric.', 'goods_trade'),
    subject: given('Whom or what the figure is about.', 'PAK'),
    partner: given('The other side.', 'KAZ').optional(),
    direction: given('The direction of traffic.', 'outbound').optional(),
    mode: given('The mode of transport.', 'rail').optional(),
    product: given('The product.', '52').optional(),
    period: numberOrText('The period that the figure is for.', '2023'),
    stated: numberOrText('The figure as it was said or printed.', '$400 million').optional(),
    value: z
      .union([z.number(), z.string()], { error: `Expected ${EXACT}, or its digits as a text.` })
      .optional()
      .meta({ description: 'The figure as a number, or in digits.', examples: [400000000] }),
    unit: given('The unit of `value`.', 'million_USD').optional()
  })
  .meta({
    id: 'FigureQuestion',
    description: 'A figure to check, with the parameters of `GET /v1/check`.',
    examples: [
      {
        ...{ metric: 'goods_trade', subject: 'PAK', partner: 'KAZ' },
        ...{ period: '2023', stated: '$400 million' }
      }
    ]
  })
export type FigureQuestion = z.output<typeof figureQuestion>

export const figureChecksBody = z
  .strictObject({
    checks: z
      .array(figureQuestion)
      .min(1)
      .max(CHECKS_MAX)
      .meta({ description: `The figures to check, at most ${CHECKS_MAX}.` })
  })
  .meta({ id: 'FigureQuestions', description: 'Figures to check.' })

const refusedCheck = component('RefusedFigureCheck', 'Why a figure could not be checked.', {
  code: text('The code of the problem: see `/problems/{code}`.', 'unknown_id'),
  detail: text('What is wrong, in words.', 'No metric has the id "goods_trad".'),
  errors: list(
    'Each wrong part.',
    component('RefusedPart', 'A wrong part of a question.', {
      pointer: text('A JSON Pointer to it in the body.', '/body/checks/0/metric'),
      message: text('What is wrong.', 'No metric has the id "goods_trad".'),
      allowed: texts('What is allowed.', ['goods_trade'])
    })
  )
})

const answeredCheck = component('AnsweredFigureCheck', 'One of the figures that were asked for.', {
  index: count('The place of the figure in the request, from 0.', 0),
  check: figureCheckSchema
    .nullable()
    .meta({ description: 'The figure check; null if refused.', examples: [null] }),
  problem: refusedCheck
    .nullable()
    .meta({ description: 'Why it could not be checked; null if it was.', examples: [null] })
})
export type AnsweredCheck = z.output<typeof answeredCheck>

/** The answer, in the order of the request. */
export const figureChecksAnswer = z
  .object({
    data: list('An answer for each figure, in the order of the request.', answeredCheck),
    meta: singleMeta
  })
  .meta({ id: answerName('checkFigures'), description: 'Figure checks.' })
