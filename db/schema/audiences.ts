/** Audiences: the platform's back ends for which people of a workspace get tokens, by what each calls itself. */
import { pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import { instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const audiences = pgTable(
  "audiences",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    name: text().notNull(),
    // As it stands in the token's `aud`, to the letter.
    audience: textC().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("audiences_audience").on(table.workspaceId, table.audience),
    workspacePolicy("audiences"),
  ],
)
