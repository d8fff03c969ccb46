/** The API as its own description says it is: requests by operation, and answers checked against it. */
import { Ajv2020 } from "ajv/dist/2020.js"
import formats from "ajv-formats"
import { expect } from "@playwright/test"
import { ask, type Sent } from "./raw-http.ts"

const roster = process.env.ROSTER_URL!

export type Described = {
  operationId: string
  method: string
  path: string
  security: { token: string[] }[]
  requestBody?: object
  responses: Record<string, { headers?: Record<string, object>; content?: Record<string, object> }>
}

/** What a test says to an operation. */
export type Said = { ids?: Record<string, string>; query?: string; body?: unknown; headers?: Sent }

export type Api = {
  operations: Described[]
  /** Calls it and checks that the answer is one that the description knows. */
  call: (operationId: string, token: string | null, said?: Said) => Promise<Told>
}

export type Told = { status: number; headers: Record<string, unknown>; said: Record<string, unknown> }

/** Reads the description from the server. */
export async function readApi(): Promise<Api> {
  const document = JSON.parse((await ask(`${roster}/api/openapi.json`)).body) as {
    paths: Record<string, Record<string, Omit<Described, "method" | "path">>>
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, "api")
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  )
  const schemaAt = (...places: string[]) =>
    ajv.getSchema(
      `api#/${places.map((place) => encodeURIComponent(place.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`,
    )

  async function call(operationId: string, token: string | null, said: Said = {}): Promise<Told> {
    const operation = operations.find((each) => each.operationId === operationId)!
    const { method, path, responses } = operation
    const { ids = {}, query = "", body, headers = {} } = said
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(ids[name]!))
    const text = typeof body === "string" ? body : JSON.stringify(body)
    const answer = await ask(`${roster}${address}${query}`, {
      method: method.toUpperCase(),
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(text !== undefined && {
          "content-type": "application/json",
          "content-length": String(Buffer.byteLength(text)),
        }),
        ...headers,
      },
      body: text === undefined ? undefined : Buffer.from(text),
    })
    const { status } = answer
    const what = `${operationId} ${status} ${answer.body.slice(0, 300)}`
    const known = responses[String(status)]
    expect(known, what).toBeDefined()
    for (const name of Object.keys(known!.headers ?? {}))
      expect(answer.headers[name.toLowerCase()], what).toBeTruthy()
    expect(answer.headers["cache-control"], what).toContain("no-store")
    expect(answer.headers["x-request-id"], what).toBeTruthy()
    expect(answer.headers["access-control-allow-origin"], what).toBeUndefined()
    expect(answer.headers["set-cookie"], what).toBeUndefined()
    const [type] = Object.keys(known!.content ?? {})
    if (!type) expect(answer.body, what).toBe("")
    else {
      expect(answer.headers["content-type"]?.split(";")[0], what).toBe(type)
      const valid = schemaAt("paths", path, method, "responses", String(status), "content", type, "schema")!
      expect([valid(JSON.parse(answer.body)), valid.errors], what).toEqual([true, null])
    }
    return {
      status,
      headers: answer.headers,
      said: answer.body === "" ? {} : (JSON.parse(answer.body) as Record<string, unknown>),
    }
  }
  return { operations, call }
}
