"use server"

import { publicAction } from "#lib/action.ts"
import { requestWorkspaces } from "#lib/auth/front-door.ts"
import { addressInput } from "#lib/auth/input.ts"

export const requestWorkspacesAction = publicAction(addressInput, requestWorkspaces, {
  done: () => "/find-workspaces?sent",
})
