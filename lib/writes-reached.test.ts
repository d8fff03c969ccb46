import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

const files = globSync("{app,lib}/**/*.{ts,tsx}").filter(
  (file) => !/\.test\.tsx?$|\.d\.ts$|^lib\/(testing|access)\//.test(file),
)

type Declaration = { file: string; name: string; exported: boolean; body: string }

const keyOf = (file: string, name: string) => `${file} ${name}`

/** What a file declares at its outermost level, each with its text up to the next. */
function declarationsIn(file: string, source: string): Declaration[] {
  const starts = [...source.matchAll(/^(export )?(?:async )?(?:function\*?|const|class) (\w+)/gm)]
  return starts.map(({ 1: exported, 2: name, index }, n) => ({
    file,
    name: name!,
    exported: exported !== undefined,
    body: source.slice(index, starts[n + 1]?.index),
  }))
}

/** The key of each name that the file imports from lib or app. */
function importsIn(file: string, source: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, list, from] of source.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gms)) {
    const to = from!.startsWith("#")
      ? from!.slice(1)
      : from!.startsWith(".")
        ? new URL(from!, `file:///${file}`).pathname.slice(1)
        : null
    for (const each of to === null ? [] : list!.split(",").map((text) => text.trim())) {
      const [name, alias = name] = each.replace(/^type /, "").split(" as ")
      found.set(alias!, keyOf(to!, name!))
    }
  }
  return found
}

const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]))
const imports = new Map(files.map((file) => [file, importsIn(file, sources.get(file)!)]))
const declarations = new Map(
  files.flatMap((file) =>
    declarationsIn(file, sources.get(file)!).map((each) => [keyOf(file, each.name), each] as const),
  ),
)

const leadsTo = ({ file, name, body }: Declaration): string[] =>
  [...new Set(body.match(/\b[A-Za-z_]\w*\b/g))].flatMap((word) => {
    if (word === name) return []
    const here = keyOf(file, word)
    return declarations.has(here) ? here : (imports.get(file)!.get(word) ?? [])
  })

const makesChanges = /^lib\/access\/(?:change\.ts change|as-system\.ts changeAsSystem)$/

/** Calls change() itself, or by something of its file that nobody else can call. */
function writes(each: Declaration, seen = new Set<Declaration>()): boolean {
  if (seen.has(each)) return false
  seen.add(each)
  return leadsTo(each).some((key) => {
    const next = declarations.get(key)
    return makesChanges.test(key) || (next?.file === each.file && !next.exported && writes(next, seen))
  })
}

function reachedFrom(roots: string[]): Set<string> {
  const reached = new Set<string>()
  const waiting = [...declarations].filter(([, { file }]) => roots.includes(file)).map(([key]) => key)
  for (const key of waiting) {
    const each = declarations.get(key)
    if (reached.has(key) || !each) continue
    reached.add(key)
    waiting.push(...leadsTo(each))
  }
  return reached
}

// Add one only with a reason.
const otherwise: Record<string, string> = {
  "lib/audit/undo.ts previewUndo": "A page asks what it would do; it is taken back.",
  "lib/auth/first-admin.ts inviteFirstAdmin": "The command that sets up a workspace.",
  "lib/auth/front-door-jobs.ts lockAccount": "The job after too many failed sign-ins.",
  "lib/auth/front-door-jobs.ts mailResetLink": "The job after somebody forgot their password.",
  "lib/bots/secret-sealing.ts sealWebhookSecretsAnew": "The job after AUTH_SECRET has changed.",
  "lib/bulk/worker.ts continueBulk": "The job of a bulk action, as whoever began it.",
  "lib/groups/editing.ts previewDeleteGroup": "A page asks what it would do; it is taken back.",
  "lib/groups/members.ts previewRemoveMembers": "A page asks what it would do; it is taken back.",
  "lib/identity-providers/secret-sealing.ts sealClientSecretsAnew": "The job after AUTH_SECRET has changed.",
}

test("every write of lib is called by an action, a route or an operation of the API, or listed", () => {
  const reached = reachedFrom(files.filter((file) => /^app\/.*\/(actions\.ts|route\.ts)$/.test(file)))
  const found = [...declarations].filter(
    ([key, each]) => key.startsWith("lib/") && each.exported && writes(each),
  )
  expect(found.length).toBeGreaterThan(80)
  const unreached = found.map(([key]) => key).filter((key) => !reached.has(key))
  expect(unreached.toSorted()).toEqual(Object.keys(otherwise).toSorted())
})
