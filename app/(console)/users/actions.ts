"use server"

import { action } from "#lib/action.ts"
import { createUser } from "#lib/users/creation.ts"
import { createUserInput, suspendUserInput, userInput } from "#lib/users/input.ts"
import { activateUser, suspendUser } from "#lib/users/suspension.ts"

export const createUserAction = action(createUserInput, createUser, {
  done: ({ id }) => `/users/${id}?ok=user-created`,
})

export const suspendUserAction = action(suspendUserInput, suspendUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-suspended`,
})

export const activateUserAction = action(userInput, activateUser, {
  done: (_, { userId }) => `/users/${userId}?ok=user-activated`,
})
