"use server"

import { action } from "#lib/action.ts"
import { undoInput } from "#lib/audit/input.ts"
import { undoChange } from "#lib/audit/undo.ts"

export const undoChangeAction = action(undoInput, undoChange, {
  done: (_, { changeId }) => `/audit?ok=change-undone#${changeId}`,
})
