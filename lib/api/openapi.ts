/** The description of the API (OpenAPI 3.1), made from its operations. */
import type { Permission } from "#lib/access/permissions.ts"
import { answerSchemas, inputSchema, type JsonSchema, nameOf, placeOf } from "./json-schemas.ts"
import type { Operation } from "./operation.ts"
import { operations } from "./operations.ts"
import { type ProblemStatus, problemsOf, problemWords } from "./problem-codes.ts"

const about = `People of a workspace, and the bots that they talk to, for programs. Come with an access token that a person or a
service account has made: \`Authorization: Bearer roster_pat_…\`. It permits what its scopes leave of what its owner may at that moment.

What goes wrong is told as problem details (RFC 9457); \`code\` is what tells problems apart. 400 is for what can't be read, 422 for what
could be read and isn't right, with the members that are wrong in \`errors\`; 403 for what the token or its owner's rank doesn't permit; 404
for what isn't there or is another workspace's; 409 for what a rule refuses. Members and parameters that there are not are refused.
Every answer has an \`x-request-id\`, by which it is found in the log, and none may be kept by caches.`

const tags: Record<Operation["tag"], string> = {
  Me: "Whose token it is.",
  People: "The people of the workspace.",
  Conversations: "What the token's owner says to bots.",
}

/** The description, for a Roster that people open at `url`. */
export const describeApi = (url: string) => ({
  openapi: "3.1.1",
  info: {
    title: "Roster",
    version: "1",
    description: about,
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url }],
  tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  paths: paths(),
  components: {
    securitySchemes: {
      token: {
        type: "http",
        scheme: "bearer",
        description:
          "An access token (RFC 6750). The permissions that an operation lists are those it takes.",
      },
    },
    schemas: { ...answerSchemas(), ...bodySchemas() },
  },
})

function paths(): Record<string, Record<string, unknown>> {
  const all: Record<string, Record<string, unknown>> = {}
  for (const operation of operations)
    (all[operation.path] ??= {})[operation.method.toLowerCase()] = described(operation)
  return all
}

function described(operation: Operation) {
  const { operationId, summary, description, tag, permissions, body } = operation
  return {
    operationId,
    summary,
    description: [description, permitted(permissions)].filter(Boolean).join("\n\n"),
    tags: [tag],
    security: [{ token: permissions }],
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: {
        required: body.required,
        content: Object.fromEntries(
          [...(body.merges ? ["application/merge-patch+json"] : []), "application/json"].map((type) => [
            type,
            { schema: { $ref: placeOf(bodyName(operation)) }, example: body.example },
          ]),
        ),
      },
    }),
    responses: { ...answersOf(operation), ...refusedOf(operation) },
  }
}

const permitted = (permissions: readonly Permission[]) =>
  permissions.length === 0
    ? "Any token may."
    : `Takes ${permissions.map((permission) => `\`${permission}\``).join(" and ")}.`

function parametersOf({ path, query, headers = {}, repeats }: Operation) {
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }))
  const heeded = {
    ...headers,
    ...(repeats && {
      "Idempotency-Key": `Another way to say \`${repeats}\`: the same key is the same request.`,
    }),
  }
  return [
    ...ids,
    ...Object.entries(query ? (inputSchema(query).properties ?? {}) : {}).map(([name, member]) => {
      const { description, ...schema } = member as JsonSchema
      return { name, in: "query", description, schema }
    }),
    ...Object.entries(heeded).map(([name, meaning]) => ({
      name,
      in: "header",
      description: meaning,
      schema: { type: "string" },
    })),
  ]
}

const inHeaders = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
  )

const answersOf = ({ answers }: Operation) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, example, headers = {} }]) => [
      status,
      {
        description,
        ...(Object.keys(headers).length > 0 && { headers: inHeaders(headers) }),
        ...(schema && {
          content: { "application/json": { schema: { $ref: placeOf(nameOf(schema)) }, example } },
        }),
      },
    ]),
  )

function refusedOf(operation: Operation) {
  return Object.fromEntries(
    [...problemsOf(operation)].map(([status, codes]) => {
      const { description, headers = {} } = problemWords[status]
      return [
        status,
        {
          description,
          ...(Object.keys(headers).length > 0 && { headers: inHeaders(headers) }),
          content: { "application/problem+json": { schema: problemSchema(status, codes) } },
        },
      ]
    }),
  )
}

const problemSchema = (status: ProblemStatus, codes: string[]) => ({
  allOf: [
    { $ref: placeOf("Problem") },
    { type: "object", properties: { status: { const: status }, code: { enum: codes } } },
  ],
})

const bodyName = ({ operationId }: Operation) => `${operationId[0]!.toUpperCase()}${operationId.slice(1)}Body`

const bodySchemas = () =>
  Object.fromEntries(
    operations.flatMap((operation) =>
      operation.body ? [[bodyName(operation), inputSchema(operation.body.schema)]] : [],
    ),
  )
