import { userTypes } from "#lib/access/permissions.ts"
import type { BulkInput } from "#lib/bulk/input.ts"
import { statusWords } from "../words.ts"

/** "Selected by the filter: role Moderator, suspended." */
export function chosenBy(
  { all, search, status, type, role, group, provider, view }: BulkInput,
  named: (id: string) => string,
): string {
  if (!all) return "Ticked one by one."
  const parts = [
    search && `“${search}”`,
    status && statusWords[status].label,
    type && userTypes[type].label,
    role && `role ${named(role)}`,
    group && `group ${named(group)}`,
    provider && `identity provider ${named(provider)}`,
  ].filter(Boolean)
  return parts.length === 0
    ? `Everybody in the ${view === "archived" ? "Archived" : "Active"} view.`
    : `Selected by the filter: ${parts.join(", ")}.`
}
