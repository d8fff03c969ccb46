/** The settings of a workspace in the words of their forms. Pure. */
import { policyLabels } from "#lib/workspaces/policy-labels.ts"
import { text } from "./text.ts"

type Image = Record<string, unknown> | null

/** What each is called, by its column. Pictures and profile fields have words of their own. */
export const workspaceLabels: Readonly<Record<string, string>> = {
  name: "Name",
  timezone: "Default time zone",
  support_address: "Support address",
  mail_sender_name: "Sender name",
  mail_reply_to: "Reply-to",
  sso_enforced_at: "Single sign-on enforced",
  ...policyLabels,
}

/** Such a value as people say it; of what counts by itself, that it does. */
export function workspaceValue(column: string, value: unknown): string {
  if (column.endsWith("_at")) return value ? "Yes" : "No"
  if (typeof value === "boolean") return value ? "Yes" : "No"
  if (value === null || value === undefined) return Object.hasOwn(policyLabels, column) ? usual(column) : ""
  return Array.isArray(value) ? value.map(text).join(", ") : text(value)
}

const usual = (column: string) => (column === "allowed_domains" ? "Any" : "Default")

/** Each setting that the change touched, with what it was and what it is. */
export function workspaceLines(before: Image, after: Image): [string, string, string][] {
  const touched = after ?? before ?? {}
  const said = (image: Image, column: string) => (image ? workspaceValue(column, image[column]) : "")
  return Object.entries(workspaceLabels)
    .filter(([column]) => Object.hasOwn(touched, column))
    .map(([column, label]) => [label, said(before, column), said(after, column)])
}

/** "Failed sign-ins: Default → 5"; of a row without an image only that it was changed. */
export function workspaceSentences(before: Image, after: Image): string[] {
  if (!before && !after) return ["Workspace changed"]
  return workspaceLines(before, after).map(([label, was, is]) => {
    if (is === "") return `${label} emptied`
    return was === "" ? `${label} set to ${is}` : `${label}: ${was} → ${is}`
  })
}
