import { pageEndpoint } from "#lib/page-endpoint.ts"
import { tokenInput } from "#lib/platform-tokens/input.ts"
import { issueToken, tokenLife } from "#lib/platform-tokens/token.ts"

/** A token for a back end, answered as in RFC 6749 §5.1 and refused as in §5.2 and RFC 8707 §2 (`invalid_target`). */
export const POST = pageEndpoint(tokenInput, issueToken, {
  answer: ({ token, scope }) => ({
    access_token: token,
    token_type: "Bearer",
    expires_in: tokenLife,
    scope,
  }),
  refusals: {
    "unknown-audience": { status: 400, error: "invalid_target" },
    "unknown-scope": { status: 400, error: "invalid_scope" },
    throttled: { status: 429, error: "temporarily_unavailable" },
  },
})
