import { CodeBlock } from "#components/ui/code-block.tsx"
import { Notice } from "#components/ui/notice.tsx"
import type { Trace } from "#lib/chat/trace.ts"
import { timeText } from "./trace-words.ts"
import { Figure, HandsOver } from "./why-parts.tsx"

/** What was sent to the bot's engine and what came back; secrets are masked where it was written down. */
export function WhyEngine({ trace }: { trace: Extract<Trace, { engine: "webhook" }> }) {
  const { url, request, response, failure, tries, handsOver, milliseconds } = trace
  return (
    <>
      <section className="why-part">
        <h3 className="why-label">Engine</h3>
        <p className="font-mono text-xs wrap-anywhere">{url}</p>
        <dl className="why-figures">
          <Figure label="Status" value={response ? String(response.status) : "–"} />
          <Figure label="Tries" value={String(tries)} />
          <Figure label="Time" value={timeText(milliseconds)} />
        </dl>
        {failure && (
          <div className="mt-3">
            <Notice kind="warning">{failure}</Notice>
          </div>
        )}
        {handsOver && <HandsOver />}
      </section>
      <section className="why-part grid gap-4">
        <CodeBlock label="Request" code={asText(`POST ${url}`, request)} />
        {response ? (
          <CodeBlock label="Response" code={asText(String(response.status), response)} />
        ) : (
          <p className="text-label text-muted">Nothing came back.</p>
        )}
      </section>
    </>
  )
}

/** As it goes over the wire; a body of JSON, line by line. */
function asText(first: string, { headers, body }: { headers: Record<string, string>; body: string }): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [first, ...lines, "", indented(body)].join("\n")
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
