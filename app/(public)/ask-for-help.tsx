/** Whom to write to for who can't get in; nothing where the workspace names nobody. */
export function AskForHelp({ address }: { address: string | null }) {
  if (!address) return null
  return (
    <p className="mt-2 break-words">
      Need help? Write to{" "}
      <a href={`mailto:${encodeURIComponent(address).replace("%40", "@")}`} className="text-link">
        {address}
      </a>
    </p>
  )
}
