/** What a person would read in their newest mail, opened with the key that only the server has. */
import { type Envelope } from "#lib/email/message.ts"
import { unseal } from "#lib/email/seal.ts"
import { owner } from "./fixtures.ts"

/** The six digits of the newest code mailed to the person. */
export async function sentCode(userId: string): Promise<string> {
  const [mail] = await owner<{ id: string; workspace_id: string; payload: Buffer }[]>`
    select id, workspace_id, payload from mails where user_id = ${userId} and template = 'verification-code' order by queued_at desc, id desc limit 1`
  const { message } = unseal<Envelope>(mail!.payload, { workspaceId: mail!.workspace_id, mailId: mail!.id })
  if (message.template !== "verification-code") throw new Error("no code in this mail")
  return message.props.code
}
