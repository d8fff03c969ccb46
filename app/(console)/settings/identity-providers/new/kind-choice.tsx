const kinds = [
  {
    kind: "oidc",
    label: "OpenID Connect",
    hint: "Give an issuer, a client ID and a client secret. The simpler way where the provider offers both.",
  },
  {
    kind: "saml",
    label: "SAML 2.0",
    hint: "Give the provider's metadata: by its address, as a file, or pasted.",
  },
]

/** The two kinds of provider, as links: each has a form of its own. */
export const KindChoice = () => (
  <ul className="grid gap-3 sm:grid-cols-2">
    {kinds.map(({ kind, label, hint }) => (
      <li key={kind}>
        <a
          href={`/settings/identity-providers/new?kind=${kind}`}
          aria-describedby={`${kind}-hint`}
          aria-label={label}
          className="panel block h-full p-4 transition-colors duration-[120ms] hover:border-primary"
        >
          <span className="block text-title font-semibold">{label}</span>
          <span id={`${kind}-hint`} className="mt-1 block text-label text-muted">
            {hint}
          </span>
        </a>
      </li>
    ))}
  </ul>
)
