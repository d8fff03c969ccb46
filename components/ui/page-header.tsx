import type { ReactNode } from "react"

export function PageHeader({
  title,
  lead,
  actions,
}: {
  title: string
  lead?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 max-sm:flex-auto">
        <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">{title}</h1>
        {lead && <p className="mt-0.5 text-muted max-sm:hidden">{lead}</p>}
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </header>
  )
}
