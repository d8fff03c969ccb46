/** The demo's mailbox: mails are kept as files in the data folder instead of being sent. */
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { settings } from "#lib/settings.ts"
import type { Outgoing } from "./outgoing.ts"

export type KeptMail = Omit<Outgoing, "workspaceId"> & { at: string }

const shown = 200
const folderOf = () => join(settings().dataDir, "mailbox")

/** Keeps the mail. A second try takes the place of the first. */
export async function keepInMailbox(outgoing: Outgoing): Promise<void> {
  const { id, from, replyTo, to, subject, text, html } = outgoing
  const folder = folderOf()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const mail: KeptMail = { id, at: new Date().toISOString(), from, replyTo, to, subject, text, html }
  const file = join(folder, `${id}.json`)
  await writeFile(`${file}.new`, JSON.stringify(mail), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The newest 200 mails that were kept, the newest first. Only for the demo's page: they hold passwords and codes. */
export async function readMailbox(): Promise<KeptMail[]> {
  const folder = folderOf()
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return []
    throw error
  })
  // Ids are uuidv7: their order is the order of queueing.
  const newest = names
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .toReversed()
    .slice(0, shown)
  const files = await Promise.all(newest.map((name) => readFile(join(folder, name), "utf8")))
  const mails = files.map((file) => JSON.parse(file) as KeptMail)
  return mails.toSorted((one, other) => other.at.localeCompare(one.at))
}
