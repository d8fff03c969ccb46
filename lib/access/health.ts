/** Is the database there? */
import { sql } from "drizzle-orm"
import { database } from "#db/client.ts"

/** True if the restricted login gets an answer within `milliseconds`. */
export async function databaseIsUp(milliseconds = 2000): Promise<boolean> {
  const answer = database()
    .db.execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    )
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), milliseconds)
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
