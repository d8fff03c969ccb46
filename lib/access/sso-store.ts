/** What the clock does about single sign-on in every workspace: no transaction of one workspace could. */
import { database } from "#db/client.ts"

/** Removes attempts a day after their end, assertions that could not be used again, and sign-ins after 90 days. */
export async function clearExpiredSso(): Promise<void> {
  await database().client`select clear_expired_sso()`
}

export type ClientSecretPlace = { workspaceId: string; providerId: string }

/** Where there is a client secret, in every workspace; not what it is. */
export const listClientSecrets = async (): Promise<ClientSecretPlace[]> =>
  database().client<ClientSecretPlace[]>`
    select workspace_id as "workspaceId", provider_id as "providerId" from list_client_secrets()`
