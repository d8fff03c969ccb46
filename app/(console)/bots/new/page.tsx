import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { Frame } from "#app/frame.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { languageChoices } from "../language-choices.ts"
import { NewBotForm } from "./new-bot-form.tsx"

export const metadata: Metadata = { title: "New bot" }

export default async function NewBotPage() {
  const actor = await requireActor("bots:create")
  return (
    <Frame actor={actor} current="/bots" crumbs={[{ label: "Bots", href: "/bots" }, { label: "New bot" }]}>
      <PageHeader title="New bot" lead="You become its owner. Nobody can talk to it until it is published." />
      <NewBotForm id={uuidv7()} languages={languageChoices} />
    </Frame>
  )
}
