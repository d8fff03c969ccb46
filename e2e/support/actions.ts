/** Every server action there is, by its sources and by the build, and how one calls it without its form. */
import { globSync, readFileSync } from "node:fs"
import type { Caller } from "./callers.ts"

/** "users/suspendUserAction": the folder of its `actions.ts` without groups, and its name. */
const keyOf = (file: string, name: string) =>
  [...file.split("/").filter((part) => !/^(app|actions\.ts|\(.*\))$/.test(part)), name].join("/")

/** The actions that the sources export. */
export const actionsInSource: string[] = globSync("app/**/actions.ts")
  .flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/^export (?:const|async function) (\w+)/gm)].map(([, name]) =>
      keyOf(file, name!),
    ),
  )
  .toSorted()

/** The routes that a browser or another program posts to, but for the operations of the REST API. */
export const routesInSource: string[] = globSync("app/**/route.ts")
  .filter((file) =>
    /^export (?:const|async function) (?:POST|PUT|PATCH|DELETE)\b/m.test(readFileSync(file, "utf8")),
  )
  .map((file) => keyOf(file.replace(/\/route\.ts$/, "/actions.ts"), "").replace(/\/$/, ""))
  .toSorted()

type Reference = { exportedName: string; filename: string; workers: Record<string, unknown> }

/** The id by which an action is called, and the routes of the pages that carry it. */
export type ActionInBuild = { id: string; routes: string[] }

/** The actions that the build answers. */
export function actionsInBuild(): Map<string, ActionInBuild> {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, Reference>
  }
  return new Map(
    Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
      const routes = Object.keys(workers).map((page) => page.replace(/^app|\/\(\w+\)|\/page$/g, "") || "/")
      return [keyOf(filename, exportedName), { id, routes }]
    }),
  )
}

export type Fields = Record<string, string | string[]>

/** What came of a call: the address it leads to, or what the form would show, and the errors beside its fields. */
export type Outcome = { to: string | null; text: string; errors: Record<string, string> }

const idle = { errors: {}, message: null, values: {}, at: 0, answer: null }

/**
 * Calls the action as a script would that was never given the form, in React's encoding of "state, form". Parts of the route in
 * brackets don't matter to an action.
 */
export async function callAction(
  caller: Caller | null,
  { id, routes }: ActionInBuild,
  fields: Fields,
): Promise<Outcome> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(`_1_${name}`, each)
  body.append("0", JSON.stringify([idle, "$K1"]))
  const url = new URL(routes[0]!.replaceAll(/\[\w+\]/g, "none"), process.env.ROSTER_URL)
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "next-action": id, origin: url.origin, ...(caller && { cookie: caller.cookie }) },
    body,
  })
  const to = response.headers.get("x-action-redirect")?.split(";")[0] ?? null
  const text = await response.text()
  const errors = JSON.parse(/"errors":(\{[^{}]*\})/.exec(text)?.[1] ?? "{}") as Record<string, string>
  return { to, text: `${response.status} ${text}`, errors }
}
