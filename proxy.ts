/** Runs before every page and route, for response headers only: it guards nothing. */
import { randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { contentPolicy, headersOfPage } from "#lib/server/response-headers.ts"

export function proxy(request: NextRequest): NextResponse {
  const policy = contentPolicy(randomBytes(16).toString("base64"), {
    https: process.env.AUTH_URL?.startsWith("https:") ?? false,
    dev: process.env.NODE_ENV === "development",
  })
  // Next reads the nonce for its scripts from the policy in the request.
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  for (const [name, value] of Object.entries(headersOfPage(request.nextUrl.pathname))) {
    response.headers.set(name, value)
  }
  return response
}

/** All but what the build has named by its content, and the icons. */
export const config = { matcher: ["/((?!_next/static/|favicon\\.ico$|icon\\.svg$).*)"] }
