import { CodeBlock } from "#components/ui/code-block.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { FactRows } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { addresses } from "#lib/platform-tokens/discovery.ts"
import { askingCode, verifyingCode } from "#lib/platform-tokens/example.ts"

const copied = (text: string, label: string) => (
  <>
    <code className="font-mono text-xs wrap-anywhere">{text}</code>{" "}
    <CopyButton text={text} label={`Copy ${label}`} />
  </>
)

/** What whoever writes a back end has to know. `audience`: one that there is, for the examples. */
export function CheckingPanel({ workspaceId, audience }: { workspaceId: string; audience: string }) {
  const { issuer, keys, discovery, token } = addresses()
  return (
    <Panel title="What a back end checks" className="overflow-hidden">
      <p className="border-b border-base-300 px-4 py-3 text-label text-muted">
        A token is a signed JWT that says who somebody is, in which workspace, and what they may at that
        moment. It is the same however they signed in, and ends after five minutes. A back end needs no
        connection to Roster: it checks signature, issuer, audience and time by the public keys, and that the
        workspace is yours. The keys change each month, so read them from their address.
      </p>
      <FactRows
        facts={[
          { term: "Issuer", value: copied(issuer, "issuer") },
          { term: "Public keys", value: copied(keys, "address of the keys") },
          { term: "Discovery", value: copied(discovery, "address of the discovery") },
          { term: "Token", value: copied(token, "address of tokens") },
          { term: "This workspace", value: copied(workspaceId, "id of the workspace") },
        ]}
      />
      <div className="grid gap-4 border-t border-base-300 p-4">
        <CodeBlock label="Ask for one, in a page of this address" code={askingCode(audience)} />
        <CodeBlock
          label="Check it, in Node.js with the library jose"
          code={verifyingCode({ issuer, audience, workspace: workspaceId })}
        />
      </div>
    </Panel>
  )
}
