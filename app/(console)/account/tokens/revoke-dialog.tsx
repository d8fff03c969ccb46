"use client"

import type { TokenRow } from "../../tokens/rows.ts"
import { RevokeTokenDialog } from "../../tokens/revoke-dialog.tsx"
import { revokeTokenAction } from "./actions.ts"

export const RevokeDialog = ({ token: { id, name } }: { token: TokenRow }) => (
  <RevokeTokenDialog action={revokeTokenAction} page="/account/tokens" ids={{ tokenId: id }} name={name} />
)
