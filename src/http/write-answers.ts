// Writes answers as JSON, by functions that are compiled from their schemas: the fields of the
// schema, in its order. The values are not looked at once more. The compiler checks their types,
// and tests compare each answer with what the schema makes of it.
import fastJson from 'fast-json-stringify'
import type { FastifyInstance, FastifySerializerCompiler } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { writableSchema } from './writable-schema.ts'

type Write = (answer: unknown) => string
type Compiler = FastifySerializerCompiler<z.ZodType>

/** With `isChecked`, an answer that its schema refuses, or would write otherwise, is an error. */
export function writeAnswers(app: FastifyInstance, { isChecked }: { isChecked: boolean }): void {
  app.setSerializerCompiler(isChecked ? compileChecked : compileOnce)
}

const compiled = new WeakMap<z.ZodType, Write>()

/** Compiles a schema when its first answer is written: most starts need few of them. */
const compileOnce: Compiler = (route) => {
  let write: Write | undefined
  return (answer) => {
    write ??= compiled.get(route.schema) ?? compile(route)
    return write(answer)
  }
}

/** Values of several forms are written as before: by zod, which finds out their form. */
function compile(route: Parameters<Compiler>[0]): Write {
  const schema = writableSchema(route.schema)
  const write = schema ? fastJson(schema as fastJson.Schema) : serializerCompiler(route)
  compiled.set(route.schema, write)
  return write
}

const compileChecked: Compiler = (route) => {
  const writeFast = compileOnce(route)
  const writeBySchema = serializerCompiler(route)
  return (answer) => {
    const text = writeFast(answer)
    const wanted = writeBySchema(answer)
    if (text === wanted) return text
    throw new Error(`${route.url} is not written as by its schema: ${differenceOf(text, wanted)}`)
  }
}

const SHOWN_CHARACTERS = 60

/** What stands around the first character that differs. */
function differenceOf(text: string, wanted: string): string {
  let at = 0
  while (text[at] === wanted[at]) at += 1
  const part = (whole: string) =>
    whole.slice(Math.max(0, at - SHOWN_CHARACTERS), at + SHOWN_CHARACTERS)
  return `${part(text)} instead of ${part(wanted)}`
}
