"use server"

import { z } from "zod/mini"
import { action } from "#lib/action.ts"
import { removeLogo } from "#lib/pictures/logo.ts"
import { editWorkspaceInput } from "#lib/workspaces/input.ts"
import { editWorkspace } from "#lib/workspaces/settings.ts"

export const editWorkspaceAction = action(editWorkspaceInput, editWorkspace, {
  done: () => "/settings/workspace?ok=settings-saved",
})

export const removeLogoAction = action(z.object({}), removeLogo, {
  done: () => "/settings/workspace?ok=logo-removed",
})
