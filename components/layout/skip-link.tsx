/** Leads past what stands before `to`; seen only while the keyboard is on it. */
export function SkipLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`#${to}`}
      className="sr-only rounded-lg bg-neutral text-label font-medium text-neutral-content focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-3 focus:py-2"
    >
      {children}
    </a>
  )
}
