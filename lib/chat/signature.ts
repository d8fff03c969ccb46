/** Standard Webhooks 1.0 (standardwebhooks.com): what says that a request is Roster's, and when it was sent. */
import { createHmac } from "node:crypto"

const prefix = "whsec_"

/** The three headers. `id` is the same for each try, so that the engine can drop repeats; `secret` is `whsec_` and base64. */
export function signatureHeaders(secret: string, { id, body, at }: { id: string; body: string; at: Date }) {
  const timestamp = Math.floor(at.getTime() / 1000)
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, "base64")
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  }
}
