/**
 * The keys that sign tokens for back ends. They belong to the installation and not to a workspace: one issuer, whose tokens name the
 * workspace. The private half is sealed (lib/sealing.ts) and opens only with AUTH_SECRET.
 */
import { jsonb, pgTable } from "drizzle-orm/pg-core"
import { bytea, instant, textC } from "./workspaces.ts"

export const signingKeys = pgTable("signing_keys", {
  kid: textC().primaryKey(),
  alg: textC().notNull(),
  publicJwk: jsonb("public_jwk").$type<Record<string, unknown>>().notNull(),
  sealedPrivate: bytea("sealed_private").notNull(),
  // Published from then on; it signs from `active_from` until `retires_at`, and stays published for a while after that.
  createdAt: instant("created_at").notNull(),
  activeFrom: instant("active_from").notNull(),
  retiresAt: instant("retires_at"),
})
