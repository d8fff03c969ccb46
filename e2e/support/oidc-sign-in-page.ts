/** The one page of the test provider: asks for a login and no password, and can be left. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { text } from "node:stream/consumers"
import type Provider from "oidc-provider"

export type Claims = Record<string, unknown>

/** Shows the page, and ends the sign-in with whoever was named there. */
export async function interact(
  provider: Provider,
  accounts: Record<string, Claims>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response)
  if (request.url!.endsWith("/cancel")) {
    const refusal = { error: "access_denied", error_description: "The person went away." }
    return provider.interactionFinished(request, response, refusal)
  }
  const login = request.method === "POST" ? new URLSearchParams(await text(request)).get("login") : null
  if (login !== null && login in accounts)
    return provider.interactionFinished(request, response, { login: { accountId: login } })
  const hint = typeof params.login_hint === "string" ? params.login_hint : ""
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" })
  response.end(signInPage(request.url!, hint, login !== null))
}

const escaped = (value: string) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const signInPage = (address: string, hint: string, isWrong: boolean) => `<!doctype html>
<html lang="en"><title>Test provider</title><h1>Test provider</h1>
${isWrong ? '<p role="alert">There is no such login.</p>' : ""}
<form method="post"><label>Login <input name="login" value="${escaped(hint)}" required></label>
<button>Sign in</button></form><a href="${escaped(address)}/cancel">Cancel</a></html>`
