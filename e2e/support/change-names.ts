/** The names of all changes, as the sources write them, and which of them a workspace's log got. */
import { globSync, readFileSync } from "node:fs"
import type { Workspace } from "./fixtures.ts"

const name = "[a-z]+(?:_[a-z]+)*\\.[a-z]+(?:_[a-z]+)*"

/** Whether the text is one, rather than words. */
export const isChangeName = (text: string) => new RegExp(`^${name}$`).test(text)

const makesChanges = /import \{[^}]*\bchange(?:AsSystem)?\b[^}]*\} from "[^"]*\/(?:change|as-system)\.ts"/

/** Every name that something in lib gives to change() or changeAsSystem(), or keeps for it under `change`. */
export const changesInSource: string[] = [
  ...new Set(
    globSync("lib/**/*.ts", { exclude: ["lib/testing/**", "**/*.test.ts"] }).flatMap((file) => {
      const source = readFileSync(file, "utf8")
      const place = makesChanges.test(source) ? "" : "change: "
      return [...source.matchAll(new RegExp(`${place}"(${name})"(?!\\])`, "g"))].map(([, found]) => found!)
    }),
  ),
].toSorted()

/** Changes that no signed-in person makes by a write of theirs: by what each comes about, and where that is tried. */
export const noRow: Record<string, string> = {
  "bot.webhook_secret_sealed": "By a job after AUTH_SECRET has changed: lib/bots/secret-sealing.test.ts.",
  "identity_provider.secret_sealed":
    "By a job after AUTH_SECRET has changed: lib/identity-providers/secret-sealing.test.ts.",
  "user.email_changed": "By the mailed link: e2e/user-account.spec.ts.",
  "user.joined": "By the mailed link or code: e2e/invitation.spec.ts.",
  "user.linked": "By signing in at the identity provider: e2e/sso-purposes.spec.ts.",
  "user.locked": "By a job after too many failed sign-ins: e2e/lockout.spec.ts.",
  "user.password_reset_requested":
    "By a job after somebody forgot their password: e2e/password-reset.spec.ts.",
  "user.provisioned": "By signing in at the identity provider: e2e/sso-sign-in.spec.ts.",
  "user.synced": "By signing in at the identity provider: e2e/sso-sign-in.spec.ts.",
}

/** Answers what the workspace's log got since, by name. */
export async function changesSince({ owner, id }: Workspace): Promise<() => Promise<string[]>> {
  const seen = await changesOf()
  async function changesOf() {
    return owner<{ id: string; action: string }[]>`select id, action from changes where workspace_id = ${id}`
  }
  return async () => {
    const known = new Set(seen.map((each) => each.id))
    return (await changesOf())
      .filter((each) => !known.has(each.id) && each.action !== "test.arranged")
      .map(({ action }) => action)
  }
}
