/** The forms that pages render, and posting them as a browser does that runs no JavaScript. */
import type { ActionInBuild, Fields, Outcome } from "./actions.ts"
import { type Answered, readAnswered, readForm, type RenderedForm } from "./answered.ts"
import { type Caller, get } from "./callers.ts"

/** The address with the fields' values for the names in braces or brackets; null if one is missing. */
export function fillIn(address: string, fields: Fields): string | null {
  let whole = true
  const filled = address.replaceAll(/[{[](\w+)[}\]]/g, (_, name: string) => {
    const [value] = [fields[name]].flat()
    whole &&= value !== undefined
    return value ?? ""
  })
  return whole ? filled : null
}

/** A form, and who saw it. */
export type SeenForm = RenderedForm & { by: Caller }

/** What the form of this action has in it. */
export const markOf = ({ id }: ActionInBuild) => `&quot;id&quot;:&quot;${id}&quot;`

/** The form with this mark on the first of these pages that has it, as the first of the readers sees it who does. */
export async function findForm(readers: Caller[], pages: string[], mark: string): Promise<SeenForm | null> {
  for (const [by, page] of readers.flatMap((each) => pages.map((page) => [each, page] as const))) {
    const response = await get(by, page)
    const form = response.status === 200 ? readForm(await response.text(), mark, page) : null
    if (form) return { ...form, by }
  }
  return null
}

/** Posts the form, filled in with these fields. */
export async function postForm(
  caller: Caller | null,
  { mark, address, hidden }: RenderedForm,
  fields: Fields,
): Promise<Outcome & Answered> {
  const body = new FormData()
  for (const [name, value] of hidden) if (!(name in fields)) body.append(name, value)
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each)
  const url = new URL(address, process.env.ROSTER_URL)
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url.origin, ...(caller && { cookie: caller.cookie }) },
    body,
  })
  const to = response.headers.get("location")?.replace(url.origin, "") ?? null
  const html = await response.text()
  const answered = readAnswered(html, mark)
  const said = [answered.told, ...Object.values(answered.errors)].join(" ")
  return { to, text: `${response.status} ${said}`, ...answered }
}
