import { CircleExclamationPoint, Info, TriangleExclamationPoint } from "lucide-react"
import type { ReactNode } from "react"

const kinds = {
  info: { tone: "tone-primary", Icon: Info, text: "" },
  warning: { tone: "tone-warning", Icon: TriangleExclamationPoint, text: "text-warning" },
  error: { tone: "tone-error", Icon: CircleExclamationPoint, text: "text-error" },
}

/** Something to know before going on. */
export function Notice({ kind = "info", children }: { kind?: keyof typeof kinds; children: ReactNode }) {
  const { tone, Icon, text } = kinds[kind]
  return (
    <div className={`notice ${tone} ${text}`}>
      <Icon size={16} aria-hidden="true" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
