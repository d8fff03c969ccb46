/** How the table's tests knock at a write's doors, and what is expected of the answers. */
import { expect } from "@playwright/test"
import { refusals } from "../../lib/errors.ts"
import type { InForm } from "./action-rows.ts"
import { stateOf } from "./action-things.ts"
import { actionsInBuild, type Fields, type Outcome } from "./actions.ts"
import type { Answered } from "./answered.ts"
import type { Caller } from "./callers.ts"
import { changesSince, isChangeName } from "./change-names.ts"
import type { Workspace } from "./fixtures.ts"
import { fillIn, findForm, markOf, postForm, type SeenForm } from "./forms.ts"

export const notPermitted = refusals["not-permitted"]
export const aboveRank = new RegExp(
  [refusals.outranked, refusals["service-account-outranks"], refusals["beyond-own-access"]].join("|"),
)

/** The action of a row; after a colon its key says which of several ways it is. */
export const actionOf = (key: string) => actionsInBuild().get(nameOf(key))!
export const nameOf = (key: string) => key.split(": ")[0]!

export const expectOutcome = ({ to, text }: Outcome, expected: string | RegExp) =>
  typeof expected === "string" ? expect(to).toBe(expected) : expect(`${to ?? ""} ${text}`).toMatch(expected)

/** The call writes, and leaves what the row says; `known`: the state before, if it is. */
export async function expectDone(
  row: { leaves: string; reads?: boolean },
  workspace: Workspace,
  known: string | null,
  call: () => Promise<void>,
) {
  const before = known ?? (await stateOf(workspace))
  const newer = await changesSince(workspace)
  await call()
  expect((await stateOf(workspace)) === before).toBe(row.reads === true)
  if (isChangeName(row.leaves)) expect(await newer()).toContain(row.leaves)
  else expect(await newer()).toEqual([])
}

/** The call with the row's bad field is refused beside it; answers what it says there. */
export async function expectBad(
  { bad, beside }: { bad: Fields | string; beside?: string },
  call: (bad: Fields) => Promise<Outcome>,
): Promise<Record<string, string>> {
  if (typeof bad === "string") return {}
  const { errors, text } = await call(bad)
  expect(Object.keys(errors), text).toEqual([beside ?? Object.keys(bad)[0]])
  return errors
}

/** The form of the action on its page, as the first of the readers sees it who does; null where the row says why there is none. */
export async function formOf(
  key: string,
  { form }: { form?: string },
  fields: Fields,
  readers: Caller[],
): Promise<SeenForm | null> {
  if (form && !form.startsWith("/")) return null
  const action = actionOf(key)
  const routes = action.routes.toSorted((one, other) => one.length - other.length)
  const pages = (form ? [form] : routes).flatMap((page) => fillIn(page, fields) ?? [])
  const found = await findForm(readers, pages, markOf(action))
  expect(found, `no form of ${key} on ${pages.join(", ") || action.routes.join(", ")}`).not.toBeNull()
  return found
}

/** By its form, whoever lacks the permission is told so, or led away where the page itself takes it. */
export const expectClosed = ({ to, text }: Outcome) =>
  to ? expect(to).toMatch(/^\/(closed|missing)/) : expect(text).toContain(notPermitted)

/**
 * Posted with the row's bad field by whoever saw it, the form comes back with what the action `says` beside the field, or, where
 * nobody types it, on the page; and it holds what was typed, but for secrets.
 */
export async function expectBadForm(
  { bad, inForm }: { bad: Fields | string; inForm?: InForm },
  form: SeenForm,
  fields: Fields,
  says: Record<string, string>,
): Promise<void> {
  if (typeof bad === "string" || inForm?.bad) return
  const answered = await postForm(form.by, form, { ...fields, ...bad })
  const [name, said] = Object.entries(says)[0]!
  expect(answered.to).toBeNull()
  if (form.seen.includes(name)) expect(answered.errors[name], answered.text).toContain(said)
  else expect(answered.errors[name] ?? answered.told).toBe(said)
  expectKept(answered, form, fields, Object.keys(bad))
}

function expectKept({ holds }: Answered, { hidden, seen, secret }: SeenForm, fields: Fields, bad: string[]) {
  const names = [...seen, ...hidden.map(([name]) => name)].filter(
    (name) => name in fields && !bad.includes(name),
  )
  const typed = (name: string) => (secret.includes(name) ? [""] : [fields[name]!].flat())
  // Rows that are still empty stand below those of a list.
  const held = (name: string) => (holds[name] ?? []).filter((value, at) => value !== "" || at === 0)
  expect(Object.fromEntries(names.map((name) => [name, held(name)]))).toEqual(
    Object.fromEntries(names.map((name) => [name, typed(name)])),
  )
}
