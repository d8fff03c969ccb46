/**
 * Counters against guessing. The one table without a workspace: a key is an HMAC of what is counted, so a row says nothing
 * about anybody, and guesses are counted before any workspace is known. Its shape is rate-limiter-flexible's.
 */
import { bigint, integer, pgTable, varchar } from "drizzle-orm/pg-core"

export const throttles = pgTable("throttles", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
})
