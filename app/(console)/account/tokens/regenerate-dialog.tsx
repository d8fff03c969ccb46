"use client"

import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import { RegenerateTokenDialog } from "../../tokens/regenerate-dialog.tsx"
import { regenerateTokenAction } from "./actions.ts"

const regenerateTokenInput = () =>
  import("#lib/access-tokens/input.ts").then((input) => input.regenerateTokenInput)

type Props = { id: string; name: string; losing: boolean; asked: ProofAsked; slug: string }

export const RegenerateDialog = ({ id, losing, ...rest }: Props) => (
  <RegenerateTokenDialog
    schema={regenerateTokenInput}
    action={regenerateTokenAction}
    page="/account/tokens"
    ids={{ tokenId: id }}
    without={losing ? "What you don't hold any more is left out." : null}
    {...rest}
  />
)
