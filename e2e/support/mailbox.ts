/** The mails that reached an address. */
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { folderOf, type Mail } from "./mail-servers.ts"

/** Waits for the n-th mail to the address, 1 being the first, 15 s at most. */
export async function waitForMail(mailbox: string, address: string, n = 1): Promise<Mail> {
  const folder = folderOf(mailbox, address)
  for (let tries = 0; tries < 150; tries += 1) {
    const files = (await readdir(folder).catch(() => [])).toSorted((one, other) => one.localeCompare(other))
    if (files.length >= n) return JSON.parse(await readFile(join(folder, files[n - 1]!), "utf8")) as Mail
    await sleep(100)
  }
  throw new Error(`mail ${n} to ${address} did not come`)
}

/** The temporary password that the mail names. */
export const temporaryPasswordIn = ({ text }: Mail) => /^Temporary password: (\S+)$/m.exec(text)![1]!

/** The only six-digit number in the mail. */
export const codeIn = ({ text }: Mail) => /(?<!\d)\d{6}(?!\d)/.exec(text)![0]

/** The first link in the mail. */
export const linkIn = ({ text }: Mail) => /https?:\/\/\S+/.exec(text)![0]
