/** What single sign-on leaves behind in every workspace, for the clock to clear: no transaction of one workspace could. */
import { database } from "#db/client.ts"

/** Removes attempts a day after their end, assertions that could not be used again, and sign-ins after 90 days. */
export async function clearExpiredSso(): Promise<void> {
  await database().client`select clear_expired_sso()`
}
