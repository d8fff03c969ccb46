/** A form as it stands in a page, and the page that answers it once it is posted: as somebody sees them who runs no JavaScript. */

/** An input, a list or a box of a form. `posts`: what it holds is posted as it stands. */
type Control = {
  name: string
  type: string
  value: string
  posts: boolean
  notes: string[]
}

const entities: Record<string, string> = { "#x27": "'", "#39": "'", quot: '"', lt: "<", gt: ">", amp: "&" }
const plain = (html: string) =>
  html.replaceAll(/&(#x27|#39|quot|lt|gt|amp);/g, (_, entity: string) => entities[entity]!)
const attribute = (tag: string, name: string) =>
  plain(new RegExp(` ${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? "")
const textOf = (html: string) =>
  plain(html.replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim()

const tags =
  /<(fieldset|input|select|textarea)\b[^>]*>(?:(?<=<select\b[^>]*>)(.*?)<\/select>|(?<=<textarea\b[^>]*>)(.*?)<\/textarea>)?/gs

/** The controls of the form. A box without a note of its own has that of its group. */
function controlsIn(form: string): Control[] {
  let group: string[] = []
  return [...form.matchAll(tags)].flatMap(([whole, element, options, text]) => {
    const tag = /^<[^>]*>/.exec(whole)![0]
    const notes = attribute(tag, "aria-describedby").split(" ").filter(Boolean)
    if (element === "fieldset") group = notes
    const type = element === "input" ? attribute(tag, "type") || "text" : element!
    const name = attribute(tag, "name")
    if (element === "fieldset" || name === "") return []
    const chosen = [...(options ?? "").matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
    const value =
      element === "select"
        ? attribute(chosen.find((option) => / selected=""/.test(option)) ?? chosen[0] ?? "", "value")
        : element === "textarea"
          ? plain(text ?? "").replaceAll("\r\n", "\n")
          : attribute(tag, "value")
    const posts = !/ disabled=""/.test(tag) && (!/^(radio|checkbox)$/.test(type) || / checked=""/.test(tag))
    return { name, type, value, posts, notes: notes.length > 0 ? notes : group }
  })
}

/**
 * A form: what tells it from others, where it is posted, the fields that nobody types with what they hold, the names of
 * those that people see, and of the secrets among them.
 */
export type RenderedForm = {
  mark: string
  address: string
  hidden: [name: string, value: string][]
  seen: string[]
  secret: string[]
}

/** The forms that have this mark, each with whether people see it: not in a dialog that is shut. */
function formsOf(html: string, mark: string) {
  return [...html.matchAll(/<form\b.*?<\/form>/gs)]
    .filter(([form]) => form.includes(mark))
    .map(({ 0: form, index }) => {
      const dialog = html.lastIndexOf("<dialog", index)
      const shut =
        dialog > html.lastIndexOf("</dialog>", index) &&
        !/^<dialog[^>]* open=""/.test(html.slice(dialog, index))
      return { form, shut, controls: controlsIn(form) }
    })
}

/** The first form in the page at `address` that has this mark; null if none has. */
export function readForm(html: string, mark: string, address: string): RenderedForm | null {
  const [found] = formsOf(html, mark)
  if (!found) return null
  const { form, controls } = found
  const hidden = controls.filter(({ type }) => type === "hidden")
  return {
    mark,
    address: attribute(/^<form[^>]*>/.exec(form)![0], "action") || address,
    hidden: hidden.map(({ name, value }) => [name, value]),
    seen: controls.filter(({ type }) => type !== "hidden").map(({ name }) => name),
    secret: controls.filter(({ type }) => type === "password").map(({ name }) => name),
  }
}

/**
 * What the page says: `told` above the form, or at the foot of the page where no form says it; `errors` beside the fields, by
 * name. `holds`: what the form would post now.
 */
export type Answered = { told: string; errors: Record<string, string>; holds: Record<string, string[]> }

const aboveForm = (form: string) =>
  textOf(/ data-form-message="".*?<\/div>/s.exec(form)?.[0].replace(/^[^>]*>/, "") ?? "")

/** What somebody sees of the form that has this mark on the page that answers it. */
export function readAnswered(html: string, mark: string): Answered {
  const open = formsOf(html, mark).filter(({ shut }) => !shut)
  // Only what FieldNote shows as an error is one: the same place may hold a hint.
  const noteOf = (note: string) =>
    textOf(
      new RegExp(` id="${note}" data-field-error="".*?</p>`, "s").exec(html)?.[0].replace(/^[^>]*>/, "") ??
        "",
    )
  const errorOf = ({ notes }: Control) => notes.map(noteOf).join(" ").trim()
  const says = ({ form, controls }: (typeof open)[number]) =>
    aboveForm(form) !== "" || controls.some((control) => errorOf(control) !== "")
  const answered = open.find(says) ?? open[0]
  const errors: Record<string, string> = {}
  const holds: Record<string, string[]> = {}
  for (const control of answered?.controls ?? []) {
    const error = errorOf(control)
    if (error) errors[control.name] = error
    if (control.posts) (holds[control.name] ??= []).push(control.value)
  }
  const elsewhere = answered && says(answered) ? "" : attribute(html, "data-refusal")
  return {
    told: (answered && aboveForm(answered.form)) || elsewhere,
    errors,
    holds,
  }
}
