/** All operations of the REST API. Routes, description and tests are made of this list. */
import { sendMessageOperation } from "./bots.ts"
import { getMeOperation } from "./me.ts"
import type { Operation } from "./operation.ts"
import { activateUserOperation, suspendUserOperation } from "./suspension.ts"
import { createUserOperation, editUserOperation, getUserOperation, listUsersOperation } from "./users.ts"

export const operations: readonly Operation[] = [
  getMeOperation,
  listUsersOperation,
  createUserOperation,
  getUserOperation,
  editUserOperation,
  suspendUserOperation,
  activateUserOperation,
  sendMessageOperation,
]
