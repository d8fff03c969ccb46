/** Where bots' signing secrets are, in every workspace: only for sealing them anew. */
import { database } from "#db/client.ts"

export type WebhookSecretPlace = { workspaceId: string; botId: string }

/** Where there is a signing secret, in every workspace; not what it is. */
export const listWebhookSecrets = async (): Promise<WebhookSecretPlace[]> =>
  database().client<WebhookSecretPlace[]>`
    select workspace_id as "workspaceId", bot_id as "botId" from list_webhook_secrets()`
