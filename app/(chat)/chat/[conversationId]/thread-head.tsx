"use client"

import { ArrowLeft, Headset } from "lucide-react"
import Link from "next/link"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { NavigationButton } from "#components/layout/navigation-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import type { Standing } from "#lib/chat/own-thread.ts"
import { BotMark } from "../../bot-mark.tsx"
import { StaysField } from "../../stays-field.tsx"
import { askForPersonAction } from "../actions.ts"

/** With whom one talks, and the way to a person. */
export function ThreadHead({ standing }: { standing: Standing }) {
  const { id, bot, state, over } = standing
  const mayAsk = !over && (state === "bot" || state === "closed")
  return (
    <header className="chat-head">
      <NavigationButton className="md:hidden" />
      <Link
        href="/chat"
        prefetch={false}
        aria-label="All conversations"
        className={buttonClass({ kind: "ghost", square: true }, "-ml-3 md:hidden")}
      >
        <ArrowLeft size={18} aria-hidden="true" />
      </Link>
      <BotMark size={32} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-sm font-semibold">{bot.name}</h1>
        <p className="truncate text-label text-muted">{inWords(standing)}</p>
      </div>
      {mayAsk && (
        <Form action={askForPersonAction} initial={{ conversationId: id }}>
          <FormMessage />
          <HiddenField name="conversationId" />
          <StaysField />
          <RowButton size="sm">
            <Headset size={16} aria-hidden="true" />
            <span className="max-sm:sr-only">Talk to a person</span>
          </RowButton>
        </Form>
      )}
    </header>
  )
}

function inWords({ state, agent, bot, over }: Standing): string {
  if (over) return "No longer answers"
  if (state === "waiting") return "Waiting for somebody"
  if (state === "taken") return `${agent ?? "Somebody"} answers`
  return bot.description || "Answers at once, by day and night"
}
