/** How a back end verifies a token, as code to copy: the same in the README and on the settings' page, run by a test. */

export type Example = { issuer: string; audience: string; workspace: string }

/** The code for Node.js with the library jose. Checking the workspace is no ornament: any workspace may register the same audience. */
export const verifyingCode = ({ issuer, audience, workspace }: Example) => `\
import { createRemoteJWKSet, jwtVerify } from "jose"
const [issuer, audience] = [${JSON.stringify(issuer)}, ${JSON.stringify(audience)}]
const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", issuer))
export async function verify(token) {
  const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ["ES256"], typ: "at+jwt" })
  if (payload.workspace !== "${workspace}") throw new Error("of another workspace")
  return payload // sub: who, scope: what they may, with spaces between
}`

/** How a page gets one. */
export const askingCode = (audience: string) => `\
const body = new URLSearchParams({ audience: ${JSON.stringify(audience)}, scope: "chat:use" })
const answer = await fetch("/api/v1/token", { method: "POST", body })
const { access_token } = await answer.json()`
