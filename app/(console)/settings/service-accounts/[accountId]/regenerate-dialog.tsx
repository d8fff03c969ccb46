"use client"

import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { RegenerateTokenDialog } from "../../../tokens/regenerate-dialog.tsx"
import type { TokenRow } from "../../../tokens/rows.ts"
import { regenerateServiceTokenAction } from "../actions.ts"

const regenerateServiceTokenInput = () =>
  import("#lib/service-accounts/input.ts").then((input) => input.regenerateServiceTokenInput)

type Props = { accountId: string; token: TokenRow; asked: ProofAsked; slug: string }

export const RegenerateDialog = ({ accountId, token: { id, name, lost }, ...proof }: Props) => (
  <RegenerateTokenDialog
    schema={regenerateServiceTokenInput}
    action={regenerateServiceTokenAction}
    page={`/settings/service-accounts/${accountId}`}
    ids={{ accountId, tokenId: id }}
    name={name}
    without={lost.length > 0 ? "What the service account doesn't hold any more is left out." : null}
    {...proof}
  />
)
