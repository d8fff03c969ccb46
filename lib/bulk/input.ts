/** What may be said about actions on many people. Safe for the browser. */
import { z } from "zod/mini"
import { newOwnersFields } from "#lib/bot-members/input.ts"
import { textField, uuidField } from "#lib/input.ts"
import { listUsersInput } from "#lib/users/input.ts"

export const bulkActionNames = [
  "suspend",
  "activate",
  "add-role",
  "remove-role",
  "add-to-group",
  "resend-invitation",
  "sign-out",
  "archive",
] as const
export type BulkActionName = (typeof bulkActionNames)[number]

/** People ticked one by one on one page of the list. */
export const mostTicked = 500

/**
 * Whom and what: `id` ticked people, or with `all` everybody whom the filter (the query of `/users`) shows. `target`: the role or
 * group, for the actions that need one.
 */
export const bulkInput = z.object({
  // Drawn when the preview is shown: a form that is posted twice begins one run.
  runId: z.optional(uuidField),
  action: z.enum(bulkActionNames, { error: "Choose what to do." }),
  target: z._default(z.union([z.literal(""), uuidField], { error: "Choose one." }), ""),
  reason: z._default(textField(500), ""),
  all: z._default(z.stringbool(), false),
  id: z._default(z.array(uuidField).check(z.maxLength(mostTicked, "Choose fewer people.")), []),
  search: listUsersInput.shape.search,
  status: listUsersInput.shape.status,
  type: listUsersInput.shape.type,
  role: listUsersInput.shape.role,
  group: listUsersInput.shape.group,
  provider: listUsersInput.shape.provider,
  view: listUsersInput.shape.view,
  // For deleting whoever owns bots.
  ...newOwnersFields,
})
export type BulkInput = z.infer<typeof bulkInput>

export const bulkRunInput = z.object({ runId: uuidField })
export type BulkRunInput = z.infer<typeof bulkRunInput>
