/** What an operation of the REST API is. Said once; its route, its description and its tests are made of that. */
import type { core, infer as Infer } from "zod/mini"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { RefusalCode } from "#lib/errors.ts"

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** `status`: one of the operation's `answers`. */
export type Reply = { status: number; body?: object; headers?: Record<string, string> }

export type Answer = {
  description: string
  /** Left out: an answer without a body. */
  schema?: core.$ZodType
  example?: object
  /** What its headers say, by their names. */
  headers?: Record<string, string>
}

export type Operation = {
  method: Method
  /** From the root of the address, with names in braces: ids, each a UUID. */
  path: `/api/v1/${string}`
  operationId: string
  summary: string
  description?: string
  tag: "Me" | "People" | "Conversations"
  /** All of which the token needs; the function behind it asks for them once more. */
  permissions: readonly Permission[]
  /** Other than reading. The repeated request changes nothing more where `repeats` says by which member it is known. */
  writes: boolean
  repeats?: "id" | "messageId"
  /** What the query may hold; left out: nothing. */
  query?: core.$ZodType
  body?: { schema: core.$ZodType; required: boolean; example: object; merges?: boolean }
  /** Headers that it heeds. */
  headers?: Record<string, string>
  answers: Readonly<Record<number, Answer>>
  /** Which refusals it answers beside those of all operations. */
  refusals: readonly RefusalCode[]
  run: (actor: Actor, said: Said) => Promise<Reply>
}

/** A request as the operation gets it: ids from the path, and what its schemas made of query and body. */
export type Said<Query = unknown, Body = unknown> = {
  ids: Record<string, string>
  query: Query
  body: Body
  headers: Headers
}

type Typed<Query extends core.$ZodType, Body extends core.$ZodType> = Omit<
  Operation,
  "query" | "body" | "run"
> & {
  query?: Query
  body?: Omit<NonNullable<Operation["body"]>, "schema"> & { schema: Body }
  run: (actor: Actor, said: Said<Infer<Query>, Infer<Body>>) => Promise<Reply>
}

/** An operation whose `run` knows what its schemas answer. */
export const operation = <Query extends core.$ZodType, Body extends core.$ZodType>(
  said: Typed<Query, Body>,
): Operation => said as unknown as Operation
