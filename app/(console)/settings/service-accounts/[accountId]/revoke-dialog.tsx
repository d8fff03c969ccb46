"use client"

import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { RevokeTokenDialog } from "../../../tokens/revoke-dialog.tsx"
import type { TokenRow } from "../../../tokens/rows.ts"
import { revokeServiceTokenAction } from "../actions.ts"

const revokeServiceTokenInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.revokeServiceTokenInput)

type Props = { accountId: string; token: TokenRow; asked: ProofAsked; slug: string }

export const RevokeDialog = ({ accountId, token: { id, name }, ...proof }: Props) => (
  <RevokeTokenDialog
    schema={revokeServiceTokenInput}
    action={revokeServiceTokenAction}
    page={`/settings/service-accounts/${accountId}`}
    ids={{ accountId, tokenId: id }}
    name={name}
    proof={proof}
  />
)
