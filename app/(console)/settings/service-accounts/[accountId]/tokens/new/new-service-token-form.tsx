"use client"

import { NewTokenForm, type NewTokenProps } from "../../../../../tokens/new-token-form.tsx"
import { createServiceTokenAction } from "../../../actions.ts"

const createServiceTokenInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.createServiceTokenInput)

export const NewServiceTokenForm = ({
  accountId,
  ...props
}: NewTokenProps & {
  accountId: string
}) => (
  <NewTokenForm
    schema={createServiceTokenInput}
    action={createServiceTokenAction}
    page={`/settings/service-accounts/${accountId}`}
    here={`/settings/service-accounts/${accountId}/tokens/new`}
    accountId={accountId}
    permits="Choose from what its roles give and you may do yourself. What its roles lose later, the token loses too."
    {...props}
  />
)
