/** `npm run db:migrate`: brings the database up to date and leaves. */
import { withDatabase } from "./with-database.ts"

await withDatabase(async () => {
  process.stdout.write("The database is up to date.\n")
})
