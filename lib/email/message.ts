/** The messages that Roster sends, as they are queued: what each holds, what of it is secret, when it is no longer worth sending. */

export type Message =
  | {
      template: "temporary-password"
      /**
       * `expiresAt`: ISO 8601. `landing`: the words for where they will land, such as "Users". `bypass`: single sign-on is enforced, and
       * they sign in by the link of who may still use a password.
       */
      props: {
        firstName: string
        temporaryPassword: string
        expiresAt: string
        landing: string
        bypass?: boolean
      }
    }
  | { template: "verification-code"; props: { firstName: string; code: string; minutes: number } }
  | { template: "invitation"; props: { firstName: string; link: string; expiresAt: string } }
  /** For whoever signs in by an identity provider: leads to the sign-in page. */
  | { template: "invitation-by-provider"; props: { firstName: string } }
  | { template: "password-reset"; props: { firstName: string; link: string; expiresAt: string } }
  /** To whoever asked for a new password and may use none. */
  | { template: "no-password"; props: { firstName: string } }
  | { template: "password-changed"; props: { firstName: string } }
  | { template: "access-restored"; props: { firstName: string } }
  /** To the new address. */
  | { template: "email-change"; props: { firstName: string; link: string; expiresAt: string } }
  /** To the old address; `link` stops the change. */
  | {
      template: "email-change-notice"
      props: { firstName: string; newEmail: string; link: string; expiresAt: string }
    }
  /** To the admin who asked for it. */
  | { template: "test"; props: { firstName: string } }
  | { template: "workspaces"; props: { firstName: string; workspaces: { slug: string; name: string }[] } }

/** A message with what it was sent for: kept with it, because names may change before it goes out. */
export type Envelope = {
  workspace: { name: string; slug: string }
  /** Name of the person who caused it; null if nobody but the recipient did. */
  sentBy: string | null
  message: Message
}

/** What must not show in logs or error texts. */
export function secretsOf({ template, props }: Message): string[] {
  switch (template) {
    case "temporary-password":
      return [props.temporaryPassword]
    case "verification-code":
      return [props.code]
    case "invitation":
    case "password-reset":
    case "email-change":
    case "email-change-notice":
      return [props.link, new URL(props.link).pathname.split("/").at(-1) ?? props.link]
    case "invitation-by-provider":
    case "no-password":
    case "password-changed":
    case "access-restored":
    case "test":
    case "workspaces":
      return []
  }
}

const newsDays = 2

/** From when on the message is of no use: its password, code or link has expired, or it is no news any more. */
export function staleAt({ template, props }: Message, queuedAt: Date): Date {
  if (template === "verification-code") return new Date(queuedAt.getTime() + props.minutes * 60_000)
  return "expiresAt" in props
    ? new Date(props.expiresAt)
    : new Date(queuedAt.getTime() + newsDays * 24 * 60 * 60_000)
}
