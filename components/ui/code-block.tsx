import { CopyButton } from "./copy-button.tsx"

/** Code to copy, named by what it does; long lines go on in the next. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure>
      <figcaption className="mb-1.5 flex items-center justify-between text-label font-medium">
        {label} <CopyButton text={code} label={`Copy: ${label}`} />
      </figcaption>
      <pre className="rounded-lg border border-base-300 bg-base-200 px-3 py-2.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
        {code}
      </pre>
    </figure>
  )
}
