/** Many people at once, for what is done to many. */
import type postgres from "postgres"
import { insertPeople } from "../../db/seed/people.ts"

// PostgreSQL takes 65,535 values in one statement.
const atOnce = 2000

/** Adds so many active people, by name in the order of their numbers. */
export async function addCrowd(owner: postgres.Sql, workspaceId: string, people: number): Promise<void> {
  for (let first = 0; first < people; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, people - first) }, (_, n) => ({
      firstName: "Crowd",
      lastName: String(first + n).padStart(5, "0"),
      email: `crowd${first + n}@acme.example`,
      type: "agent" as const,
    }))
    await insertPeople(owner, workspaceId, some)
  }
}
