"use client"

import { NewTokenForm, type NewTokenProps } from "../../../tokens/new-token-form.tsx"
import { createTokenAction } from "../actions.ts"

const createTokenInput = () => import("#lib/access-tokens/input.ts").then((input) => input.createTokenInput)

export const NewOwnTokenForm = (props: NewTokenProps) => (
  <NewTokenForm
    schema={createTokenInput}
    action={createTokenAction}
    page="/account/tokens"
    here="/account/tokens/new"
    permits="Choose from what you may do yourself. What you lose later, the token loses too."
    {...props}
  />
)
