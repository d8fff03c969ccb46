import { globSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"

const files = globSync("{app,components,db,lib,e2e}/**/*.{ts,tsx}").sort()
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]))
const isTest = (file: string) => /\.test\.tsx?$|^lib\/testing\/|^db\/.*testing|^e2e\//.test(file)

type Import = { from: string; to: string; typeOnly: boolean }

const imports: Import[] = files.flatMap((from) =>
  [
    ...sources
      .get(from)!
      .matchAll(
        /^\s*(?:import|export) (type )?[^"';]*?from "([^"]+)"|^import "([^"]+)"|import\("([^"]+)"\)/gms,
      ),
  ].map(([, typeOnly, named, bare, dynamic]) => ({
    from,
    to: resolve(from, (named ?? bare ?? dynamic)!),
    typeOnly: typeOnly !== undefined,
  })),
)

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1)
  if (!specifier.startsWith(".")) return specifier
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}

const isOurs = (path: string) => /^(app|components|db|lib|e2e)\//.test(path)
const isClient = (file: string) => /^["']use client["']/.test(sources.get(file) ?? "")
const broken = (rule: (each: Import) => boolean) =>
  imports.filter((each) => isOurs(each.to) && rule(each)).map(({ from, to }) => `${from} → ${to}`)

/** The entrances that hand out the database, and what runs before anybody acts. */
const mayOpenConnections = /^(db\/|lib\/access\/|lib\/jobs\/|lib\/server\/|lib\/testing\/)/
const inputs = /^lib\/(?:[a-z-]+\/)?input\.ts$/
const browserSafe = new Set([
  "lib/form-data.ts",
  "lib/access/bot-roles.ts",
  "lib/access/permissions.ts",
  "lib/auth/policy.ts",
  "lib/errors.ts",
])

describe("who may import whom", () => {
  test("app never reaches into db", () => {
    expect(broken(({ from, to }) => from.startsWith("app/") && to.startsWith("db/"))).toEqual([])
  })

  test("components know nothing of lib but types, and the one function that reads a form", () => {
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          from.startsWith("components/") &&
          !to.startsWith("components/") &&
          !typeOnly &&
          to !== "lib/form-data.ts",
      ),
    ).toEqual([])
  })

  test("client components import components, actions and what is safe for the browser", () => {
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          from.startsWith("app/") &&
          isClient(from) &&
          !typeOnly &&
          !to.startsWith("components/") &&
          !to.endsWith("/actions.ts") &&
          // What a client component leans on in its own folder is part of it.
          !(
            to.startsWith(from.slice(0, from.lastIndexOf("/") + 1)) &&
            isTest(to) === false &&
            !to.endsWith("/page.tsx")
          ) &&
          !to.endsWith(".css") &&
          !(to.startsWith("app/") && isClient(to)) &&
          !inputs.test(to) &&
          !browserSafe.has(to),
      ),
    ).toEqual([])
  })

  test("only the entrances open a connection", () => {
    expect(
      broken(({ from, to }) => to === "db/client.ts" && !mayOpenConnections.test(from) && !isTest(from)),
    ).toEqual([])
    const drivers = imports.filter(
      ({ from, to }) =>
        /^(postgres|pg|drizzle-orm\/postgres-js)$/.test(to) &&
        !mayOpenConnections.test(from) &&
        !isTest(from),
    )
    expect(drivers).toEqual([])
  })

  test("only read and change hand out transactions", () => {
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          to === "lib/access/transaction.ts" && !from.startsWith("lib/access/") && !typeOnly && !isTest(from),
      ).filter((pair) => !importsOnly(pair, ["rows"])),
    ).toEqual([])
    expect(
      broken(
        ({ from, to }) =>
          to === "lib/access/throttle-store.ts" &&
          !["lib/auth/throttle.ts", "lib/jobs/tasks.ts"].includes(from),
      ),
    ).toEqual([])
    expect(
      broken(
        ({ from, to, typeOnly }) =>
          to === "lib/access/signing-key-store.ts" &&
          !typeOnly &&
          from !== "lib/platform-tokens/signing-keys.ts",
      ),
    ).toEqual([])
  })

  test("db/schema knows drizzle and itself only", () => {
    const foreign = imports.filter(
      ({ from, to }) =>
        from.startsWith("db/schema/") && !to.startsWith("db/schema/") && !to.startsWith("drizzle-orm"),
    )
    expect(foreign).toEqual([])
  })

  test("e2e speaks HTTP and the browser, and arranges by seeds, a database, a build, the list of permissions, hashes of passwords and tokens, what is sealed, the words of refusals, the API's operations, a stock identity provider, pictures, a list of breached passwords", () => {
    const arranges =
      /^(e2e\/|db\/seed\/|db\/embedded\.ts$|lib\/server\/build\.ts$|lib\/access\/(actor|permissions)\.ts$|lib\/errors\.ts$|lib\/api\/operations\.ts$|lib\/auth\/(password|cookie|keys)\.ts$|lib\/access-tokens\/secret\.ts$|lib\/sealing\.ts$|lib\/testing\/(saml-idp|certificates|pictures|breached-list)\.ts$)/
    expect(broken(({ from, to }) => from.startsWith("e2e/") && !arranges.test(to))).toEqual([])
  })

  test("lib/access leans on nothing above it", () => {
    expect(
      broken(
        ({ from, to }) =>
          from.startsWith("lib/access/") &&
          !isTest(from) &&
          !/^(lib\/access\/|lib\/errors\.ts|db\/)/.test(to),
      ),
    ).toEqual([])
  })
})

describe("no cycles", () => {
  test("among the areas of lib that hold features", () => {
    const areas = ["access", "auth", "email", "roles", "sessions", "users"]
    const areaOf = (path: string) => /^lib\/([a-z-]+)\//.exec(path)?.[1] ?? ""
    const leansOn = new Map(areas.map((area) => [area, new Set<string>()]))
    for (const { from, to } of imports) {
      if (isTest(from) || areaOf(from) === areaOf(to) || !areas.includes(areaOf(to))) continue
      leansOn.get(areaOf(from))?.add(areaOf(to))
    }
    const reaches = (area: string, seen: Set<string>): Set<string> => {
      for (const next of leansOn.get(area)!) if (!seen.has(next)) reaches(next, seen.add(next))
      return seen
    }
    expect(areas.filter((area) => reaches(area, new Set()).has(area))).toEqual([])
  })
})

function importsOnly(pair: string, names: string[]): boolean {
  const [from] = pair.split(" → ")
  const [, list] = /import \{([^}]*)\} from "#lib\/access\/transaction\.ts"/.exec(sources.get(from!)!) ?? []
  const values = (list ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith("type "))
  return values.every((name) => names.includes(name))
}

describe("asSystem", () => {
  test("is called from these places only", () => {
    const callers = broken(({ from, to }) => to === "lib/access/as-system.ts" && !isTest(from)).map(
      (pair) => pair.split(" → ")[0],
    )
    expect([...new Set(callers)]).toEqual(systemCallers)
  })
})

// Each acts before there is an actor, or on behalf of one whose request is long over. Add one only with a reason.
const systemCallers = [
  "lib/access/job-actor.ts",
  "lib/auth/email-change.ts",
  "lib/auth/first-admin.ts",
  "lib/auth/front-door-jobs.ts",
  "lib/auth/invitation.ts",
  "lib/auth/password-reset.ts",
  "lib/auth/session-store.ts",
  "lib/auth/sign-in.ts",
  "lib/auth/verification.ts",
  "lib/bots/secret-sealing.ts",
  "lib/bulk/worker.ts",
  "lib/chat/answering.ts",
  "lib/email/delivery.ts",
  "lib/email/reports.ts",
  "lib/identity-providers/arrival.ts",
  "lib/identity-providers/assertions.ts",
  "lib/identity-providers/attempts.ts",
  "lib/identity-providers/directory-list.ts",
  "lib/identity-providers/entrance.ts",
  "lib/identity-providers/posted-answers.ts",
  "lib/identity-providers/protocol.ts",
  "lib/identity-providers/rehearsal.ts",
  "lib/identity-providers/secret-sealing.ts",
  "lib/identity-providers/sign-ins.ts",
  "lib/identity-providers/ways-in.ts",
  "lib/workspaces/front.ts",
]

describe("size and names", () => {
  const sized = files
    .filter((file) => !/^db\/seed\/|^db\/migrations\/|permissions\.ts$|\.d\.ts$/.test(file))
    .map((file) => ({ file, lines: sources.get(file)!.split("\n").length - 1 }))

  test("no file is over 250 lines, nine in ten are under 150", () => {
    expect(sized.filter(({ lines }) => lines > 250)).toEqual([])
    expect(sized.filter(({ lines }) => lines < 150).length / sized.length).toBeGreaterThan(0.9)
  })

  test("every file of lib and db/schema says at its top what it answers for", () => {
    const silent = files.filter(
      (file) =>
        /^(lib|db\/schema)\//.test(file) &&
        !/\.test\.tsx?$|\.config\.ts$/.test(file) &&
        !/^(["']use \w+["']\n)?\/\*\*/.test(sources.get(file)!),
    )
    expect(silent).toEqual([])
  })

  test("no file has a name that says nothing", () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|services?|managers?)(\.tsx?|\/)/.test(file)),
    ).toEqual([])
  })
})
