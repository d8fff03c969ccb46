"use client"

import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { RevokeTokenDialog } from "../../../tokens/revoke-dialog.tsx"
import type { TokenRow } from "../../../tokens/rows.ts"
import { revokeTokenOfAction } from "./actions.ts"

const revokeTokenOfInput = () =>
  import("#lib/access-tokens/input.ts").then((input) => input.revokeTokenOfInput)

type Props = { userId: string; firstName: string; token: TokenRow; asked: ProofAsked; slug: string }

export const RevokeDialog = ({ userId, firstName, token: { id, name }, ...proof }: Props) => (
  <RevokeTokenDialog
    schema={revokeTokenOfInput}
    action={revokeTokenOfAction}
    page={`/users/${userId}/tokens`}
    ids={{ userId, tokenId: id }}
    name={name}
    besides={`${firstName} can make another one.`}
    proof={proof}
  />
)
