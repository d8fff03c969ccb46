import type { ReactNode } from "react"
import { Flash } from "#components/ui/flash.tsx"
import { WorkspaceMark } from "./workspace-mark.tsx"

type Props = {
  /** The workspace, or the product where none is known yet. */
  name: string
  /** The address of its logo. */
  logo?: string | null
  title: string
  lead: ReactNode
  below?: ReactNode
  foot?: string
  flash?: string | null
  children: ReactNode
}

/** The pages before one is in: one panel in the middle. */
export function Gate({ name, logo, title, lead, below, foot, flash, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4">
      <main className="flex w-full max-w-[400px] flex-1 flex-col justify-center py-10">
        <div className="flex flex-col items-center text-center">
          <WorkspaceMark name={name} logo={logo} size="lg" />
          <h1 className="mt-4 text-h1 font-semibold tracking-[-0.025em]">{title}</h1>
          <p className="mt-1 text-muted">{lead}</p>
        </div>
        <div className="panel mt-6 p-6">{children}</div>
        {below && <div className="mt-5 text-center text-label text-muted">{below}</div>}
      </main>
      {foot && <footer className="pb-5 text-xs text-muted">{foot}</footer>}
      <Flash text={flash ?? null} />
    </div>
  )
}
