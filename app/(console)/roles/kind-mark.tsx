import { Lock } from "lucide-react"

/** Whose the role is: every workspace's and fixed, or this one's own. */
export function KindMark({ builtIn }: { builtIn: boolean }) {
  return (
    <span className="tag rounded-full! px-2!">
      {builtIn && <Lock size={12} className="text-muted" aria-hidden="true" />}
      {builtIn ? "Built-in" : "Workspace role"}
    </span>
  )
}
