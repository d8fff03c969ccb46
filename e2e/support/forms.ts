/** The forms that pages render, and posting them as a browser does that runs no JavaScript. */
import type { ActionInBuild, Fields, Outcome } from "./actions.ts"
import { type Caller, get } from "./callers.ts"

/** A form as it stands in a page: where it is posted, and the fields that nobody types. */
type RenderedForm = { address: string; hidden: [name: string, value: string][] }

const plain = (html: string) =>
  html
    .replaceAll(/&#x27;|&#39;/g, "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

const attribute = (tag: string, name: string) =>
  plain(new RegExp(` ${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? "")

function hiddenIn(form: string): [string, string][] {
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => tag)
  return inputs
    .filter((tag) => attribute(tag, "type") === "hidden" && attribute(tag, "name") !== "")
    .map((tag) => [attribute(tag, "name"), attribute(tag, "value")])
}

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

/** The form of the action on the first of these pages that has it, as one of the readers sees them. */
export async function findForm(
  readers: Caller[],
  pages: string[],
  { id }: ActionInBuild,
): Promise<RenderedForm | null> {
  for (const [reader, page] of readers.flatMap((each) => pages.map((page) => [each, page] as const))) {
    const response = await get(reader, page)
    const html = response.status === 200 ? await response.text() : ""
    for (const [form] of html.matchAll(/<form\b.*?<\/form>/gs)) {
      const hidden = hiddenIn(form)
      if (!hidden.some(([name, value]) => name.startsWith("$ACTION") && value.includes(`"id":"${id}"`)))
        continue
      const address = attribute(/^<form[^>]*>/.exec(form)![0], "action")
      return { address: address || page, hidden }
    }
  }
  return null
}

/** Posts the form, filled in with these fields. */
export async function postForm(
  caller: Caller | null,
  { address, hidden }: RenderedForm,
  fields: Fields,
): Promise<Outcome> {
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
  return { to, text: `${response.status} ${plain(await response.text())}`, errors: [] }
}
