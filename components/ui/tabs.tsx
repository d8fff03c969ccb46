export type Tab = { label: string; count?: string | null; href: string; current: boolean }

/** Links with a line under the current one; on phones they scroll sideways. */
export function Tabs({ label, tabs, className = "" }: { label: string; tabs: Tab[]; className?: string }) {
  return (
    <nav aria-label={label} className={`overflow-x-auto border-b border-base-300 ${className}`}>
      <ul className="flex">
        {tabs.map((tab) => (
          <li key={tab.label}>
            <a
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className="-mb-px flex h-10 items-center gap-2 border-b-2 border-transparent px-2.5 text-label font-medium whitespace-nowrap text-muted transition-colors duration-[120ms] hover:text-base-content focus-visible:-outline-offset-2 aria-[current]:border-primary aria-[current]:text-base-content"
            >
              {tab.label}
              {tab.count != null && <span className="font-normal text-muted tabular-nums">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
