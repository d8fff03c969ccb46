/** Whether each wall is where its description says: one that moved would be taken away from nowhere, and look noticed or not by chance. */
import { readFile } from "node:fs/promises"
import type postgres from "postgres"
import type { Wall } from "./wall.ts"

/** Why the wall can't be taken away; null where it can. The database stays as it was. */
export async function whyNotThere({ away }: Wall, owner: postgres.Sql): Promise<string | null> {
  if ("file" in away) {
    const text = await readFile(away.file, "utf8").catch(() => "")
    return text.includes(away.find) ? null : `${away.file} has no ${away.find}`
  }
  const takenBack = new Error("taken back")
  return owner
    .begin(async (tx) => {
      await tx.unsafe(away.sql)
      throw takenBack
    })
    .then(() => null)
    .catch((error: Error) => (error === takenBack ? null : error.message))
}
