/** What people's profiles say besides the account: the eleven controlled fields (K), each by the name of its key. */
import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { workspaceId, workspacePolicy } from "./workspaces.ts"

export const userProfiles = pgTable(
  "user_profiles",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    company: text(),
    department: text(),
    title: text(),
    // E.164, as phone in users.
    mobileNumber: text("mobile_number"),
    workNumber: text("work_number"),
    addressNumberStreet: text("address_number_street"),
    addressStreetSuite: text("address_street_suite"),
    city: text(),
    state: text(),
    zip: text(),
    // ISO 3166-1 alpha-2.
    country: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    workspacePolicy("user_profiles"),
  ],
)
