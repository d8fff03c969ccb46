/** Serves the demo scenario and prints who can sign in. */
import { seedDemo } from "#db/seed/demo.ts"
import { serve } from "./serve.ts"
import { type SignIn, signInTable } from "./sign-in-table.ts"

/** Seeds the demo workspaces (once), serves, and prints address and sign-ins when requests are answered. */
export async function serveDemo({ dev }: { dev: boolean }): Promise<void> {
  let signIns: SignIn[] = []
  await serve({
    dev,
    prepare: async () => {
      signIns = (await seedDemo()).signIns
    },
    ready: ({ authUrl, mail }) => {
      process.stdout.write(signInTable({ address: authUrl, mailbox: mail.kind === "mailbox", signIns }))
    },
  })
}
