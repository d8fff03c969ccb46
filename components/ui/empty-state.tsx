import type { LucideIcon } from "lucide-react"
import type { ReactNode } from "react"

/** Nothing to show, and the one thing to do about it. */
export function EmptyState(props: { icon: LucideIcon; sentence: ReactNode; action?: ReactNode }) {
  const { icon: Icon, sentence, action } = props
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <span className="icon-box">
        <Icon size={20} aria-hidden="true" />
      </span>
      <p className="mt-4 max-w-sm text-muted">{sentence}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}

/** The same shape as a whole page: closed, not found, out of order. */
export function FullState(props: {
  icon: LucideIcon
  title: string
  children: ReactNode
  actions: ReactNode
}) {
  const { icon: Icon, title, children, actions } = props
  return (
    <div className="flex min-h-[calc(100dvh-128px)] flex-col items-center justify-center px-4 text-center">
      <span className="icon-box">
        <Icon size={20} aria-hidden="true" />
      </span>
      <h1 className="mt-4 text-h1 font-semibold tracking-[-0.025em]">{title}</h1>
      <div className="mt-2 max-w-md text-balance text-muted">{children}</div>
      <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>
    </div>
  )
}
