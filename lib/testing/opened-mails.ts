/** What a person would read in their mails, opened with the key that only the server has. */
import type { Envelope, Message } from "#lib/email/message.ts"
import { unseal } from "#lib/email/seal.ts"
import { owner } from "./fixtures.ts"

/** The messages queued for the person, oldest first. */
export async function openedMails(userId: string): Promise<Message[]> {
  const mails = await owner<{ id: string; workspace_id: string; payload: Buffer }[]>`
    select id, workspace_id, payload from mails where user_id = ${userId} order by queued_at, id`
  return mails.map(
    ({ id, workspace_id, payload }) =>
      unseal<Envelope>(payload, { workspaceId: workspace_id, mailId: id }).message,
  )
}

/** The six digits of the newest code mailed to the person. */
export async function sentCode(userId: string): Promise<string> {
  const codes = (await openedMails(userId)).flatMap(({ template, props }) =>
    template === "verification-code" ? [props.code] : [],
  )
  return codes.at(-1)!
}
