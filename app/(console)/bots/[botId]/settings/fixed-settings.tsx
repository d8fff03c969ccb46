import { FactRows } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { BotDetail } from "#lib/bots/bot.ts"
import { engineLabels, languages } from "#lib/bots/content.ts"

const none = <span className="text-muted">–</span>

/** The draft's settings, for whoever only reads them. */
export function FixedSettings({ bot }: { bot: BotDetail }) {
  const { name, description, engine, webhookUrl, language, greeting, fallback } = bot
  return (
    <Panel title="Settings" className="max-w-[960px]">
      <FactRows
        facts={[
          { term: "Name", value: <span className="wrap-anywhere">{name}</span> },
          { term: "Description", value: description || none },
          { term: "Answers from", value: engineLabels[engine] },
          ...(engine === "webhook"
            ? [
                {
                  term: "Address of the webhook",
                  value: <span className="font-mono text-xs wrap-anywhere">{webhookUrl}</span>,
                },
              ]
            : []),
          { term: "Language", value: languages[language] },
          { term: "Greeting", value: <Lines>{greeting}</Lines> },
          { term: "Fallback", value: <Lines>{fallback}</Lines> },
        ]}
      />
    </Panel>
  )
}

const Lines = ({ children }: { children: string }) =>
  children ? <span className="wrap-anywhere whitespace-pre-line">{children}</span> : none
