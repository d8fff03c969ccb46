import { globSync } from "node:fs"
import { createConfig, lintFromString } from "@redocly/openapi-core"
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { expect, test } from "vitest"
import { describeApi } from "./openapi.ts"
import { operations } from "./operations.ts"

const document = describeApi("https://roster.acme.test") as unknown as {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, { properties?: Record<string, { description?: string }> }> }
}
type Content = Record<string, { schema: object; example?: object }>
type Described = {
  operationId: string
  parameters: { name: string; in: string; description?: string }[]
  requestBody?: { content: Content }
  responses: Record<string, { content?: Content }>
}
const described = Object.values(document.paths).flatMap((path) => Object.values(path))

test("a stock linter finds nothing, with all that it recommends", async () => {
  const config = await createConfig({ extends: ["recommended"] })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test("every operation is in it once, and every one has a route", () => {
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(
    operations.map(({ operationId }) => operationId).sort(),
  )
  const routes = globSync("app/api/v1/**/route.ts").map(
    (file) =>
      `/${file
        .replace("app/", "")
        .replace("/route.ts", "")
        .replace(/\[(\w+)\]/g, "{$1}")}`,
  )
  // The token is for pages of ours; the rest is what isn't there.
  const others = ["/api/v1/token", "/api/v1/[...rest]"]
  expect(routes.filter((path) => !others.includes(path)).sort()).toEqual(Object.keys(document.paths).sort())
})

test("its examples are what its schemas say", () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true })
  formats.default(ajv)
  ajv.addVocabulary(["openapi", "info", "servers", "tags", "paths", "components", "example"])
  ajv.addSchema(document, "api")
  const names = Object.keys(document.components.schemas)
  for (const name of names) expect(ajv.getSchema(`api#/components/schemas/${name}`), name).toBeDefined()
  const contents = described.flatMap(({ operationId, requestBody, responses }) =>
    [requestBody?.content, ...Object.values(responses).map(({ content }) => content)].flatMap((content) =>
      Object.values(content ?? {}).map((each) => ({ operationId, ...each })),
    ),
  )
  for (const { operationId, schema, example } of contents.filter((each) => each.example)) {
    const valid = ajv.getSchema(`api${(schema as { $ref: string }).$ref}`)!
    expect([operationId, valid(example), valid.errors]).toEqual([operationId, true, null])
  }
})

test("every parameter and every member says what it means", () => {
  const silent = [
    ...described.flatMap(({ operationId, parameters }) =>
      parameters
        .filter((each) => each.in !== "path" && !each.description)
        .map(({ name }) => `${operationId} ${name}`),
    ),
    ...Object.entries(document.components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties)
        .filter(
          ([name, { description }]) =>
            !description && !(schema === "Problem" && /^(type|status)$/.test(name)),
        )
        .map(([name]) => `${schema}.${name}`),
    ),
  ]
  expect(silent).toEqual([])
})
