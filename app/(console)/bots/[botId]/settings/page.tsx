import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { requireBotActor } from "#lib/auth/session.ts"
import { languageChoices } from "../../language-choices.ts"
import { BotFrame } from "../bot-frame.tsx"
import { findBot, titleOf } from "../find-bot.ts"
import { FixedSettings } from "./fixed-settings.tsx"
import { SecretPanel } from "./secret-panel.tsx"
import { SettingsForm } from "./settings-form.tsx"

type Props = { params: Promise<{ botId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId, "Settings")
}

export default async function BotSettingsPage({ params, searchParams }: Props) {
  const { botId } = await params
  const actor = await requireBotActor("bots:read", botId)
  const bot = await findBot(botId)
  const [zone, { confirm }] = await Promise.all([readZone(actor), searchParams])
  const { name, description, engine, webhookUrl, language, greeting, fallback, version } = bot
  return (
    <BotFrame actor={actor} bot={bot} current="settings" searchParams={searchParams}>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_336px]">
        {bot.may.build ? (
          <SettingsForm
            // Anew once it is saved.
            key={version}
            botId={botId}
            languages={languageChoices}
            initial={{
              seen: version,
              name,
              description,
              engine,
              webhookUrl: webhookUrl ?? "",
              language,
              greeting,
              fallback,
            }}
          />
        ) : (
          <FixedSettings bot={bot} />
        )}
        {engine === "webhook" && <SecretPanel bot={bot} zone={zone} open={confirm === "secret"} />}
      </div>
    </BotFrame>
  )
}
