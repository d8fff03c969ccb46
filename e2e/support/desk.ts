/** What tests of the desk arrange: who is there, a conversation that waits or that somebody has, and a browser for each. */
import type { Browser, Page } from "@playwright/test"
import { insertBot } from "../../db/seed/bots.ts"
import { insertConversation } from "../../db/seed/conversations.ts"
import { plantSession, type Workspace } from "./fixtures.ts"

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

export type DeskPerson = { id: string; email: string }

/** A customer, two agents, a supervisor, an admin, and a published bot. */
export async function addDesk(workspace: Workspace) {
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  return {
    admin,
    customer: await workspace.add({
      firstName: "Julia",
      lastName: "Brandt",
      roles: ["User"],
      timezone: "Europe/Berlin",
    }),
    hugo: await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "agent" }),
    ines: await workspace.add({ firstName: "Ines", lastName: "Rocha", type: "agent" }),
    sara: await workspace.add({ firstName: "Sara", lastName: "Lind", type: "supervisor" }),
    bot: await insertBot(workspace.owner, workspace.id, {
      name: "Order helper",
      ownerId: admin.id,
      greeting: "Hello. Ask me about orders.",
      published: true,
    }),
  }
}

export type Desk = Awaited<ReturnType<typeof addDesk>>

/** A conversation of the customer's: with the bot, or since `waits` minutes in the queue, or with an agent. */
export const addConversation = (
  { owner, id }: Workspace,
  desk: Pick<Desk, "customer" | "bot">,
  { waits, by }: { waits?: number; by?: DeskPerson } = {},
) =>
  insertConversation(owner, id, {
    userId: desk.customer.id,
    botId: desk.bot,
    messages: [
      { author: "person", text: "one of the two lamps is missing", at: minutesAgo((waits ?? 0) + 2) },
      {
        author: "bot",
        text: "Your order was delivered on **Thursday**.",
        replyTo: 1,
        at: minutesAgo((waits ?? 0) + 1),
      },
      ...(waits === undefined
        ? []
        : [
            {
              author: "event" as const,
              event: "handed-over",
              authorId: desk.customer.id,
              at: minutesAgo(waits),
            },
          ]),
      ...(by ? [{ author: "event" as const, event: "taken", authorId: by.id }] : []),
    ],
    ...(waits !== undefined && { waitingSince: minutesAgo(waits) }),
    ...(by && { agentId: by.id }),
  })

/** The person in a browser of their own, at this address. */
export async function open(
  browser: Browser,
  workspace: Workspace,
  { email }: DeskPerson,
  address: string,
  options: { javaScriptEnabled?: boolean; viewport?: { width: number; height: number } } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.ROSTER_URL,
    reducedMotion: "reduce",
    ...options,
  })
  await plantSession(context, workspace, email)
  const page = await context.newPage()
  await page.goto(address)
  return page
}
