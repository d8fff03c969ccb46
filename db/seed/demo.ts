/** The demo scenario (PRODUCT §10): two workspaces, one person for each persona, and some fifty more in every status. */
import { hashPassword } from "#lib/auth/password.ts"
import postgres from "postgres"
import { ownerUrl } from "#db/client.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { seedBots } from "./demo-bots.ts"
import { seedDays } from "./demo-days.ts"
import { seedOpenTalks } from "./demo-desk.ts"
import { seedLooks } from "./demo-looks.ts"
import { seedMails } from "./demo-mails.ts"
import { seedPrograms } from "./demo-programs.ts"
import { seedTokens } from "./demo-tokens.ts"
import { seedTraffic } from "./demo-traffic.ts"
import { insertGroup, insertRole } from "./groups.ts"
import { insertPeople, type Person } from "./people.ts"
import { insertWorkspace } from "./workspace.ts"

const password = "roster demo passphrase"
const temporaryPassword = "welcome to acme today"

const day = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(Date.now() - days * day)
const ahead = (days: number) => new Date(Date.now() + days * day)

type Persona = { box: string; label: string; name: [string, string]; type?: UserType; roles?: string[] }

const personas: Persona[] = [
  { box: "admin", label: "Tenant admin", name: ["Maya", "Wright"], type: "tenant_admin" },
  { box: "bots", label: "Bot admin", name: ["Igor", "Petrov"], type: "bot_admin" },
  { box: "supervisor", label: "Supervisor", name: ["Aisha", "Khan"], type: "supervisor" },
  { box: "agent", label: "Agent", name: ["Hugo", "Mensah"], type: "agent" },
  { box: "analyst", label: "Analyst", name: ["Eva", "Kowalski"], type: "analyst" },
  { box: "viewer", label: "Viewer", name: ["Kwame", "Dlamini"], type: "viewer" },
  { box: "user", label: "Member, role User", name: ["Chloé", "Moreau"], roles: ["User"] },
  { box: "developer", label: "Member, role Developer", name: ["Diego", "Silva"], roles: ["Developer"] },
]

const names =
  `Amelia Okafor|Ben García|Ingrid Lindqvist|Tom Becker|Yuki Tanaka|Noah Fischer|Leila Haddad|Marco Rossi|Priya Nair
Sofia Almeida|Jonas Weber|Zanele Khumalo|Mateo Fernández|Anna Nowak|Oliver Smith|Fatima Zahra|Liam O'Connor|Elif Yılmaz|Björn Åkesson
Carmen Ortiz|Dmitri Volkov|Emma Dubois|Farid Rahimi|Grace Mwangi|Henrik Olsen|Isabel Costa|Jamal Carter|Katarina Horvat|Lars Nielsen
Mei Chen|Nadia Ben Ali|Omar Farouk|Paula Schmidt|Quentin Lefèvre|Rosa Martínez|Samuel Adeyemi|Tariq Aziz|Ursula Meier|Viktor Novák
Wanda Kowalczyk|Xavier Pons|Yara Haddad|Zoë de Vries|Arjun Mehta|Bianca Moretti|Cedric Martin|Daria Popescu|Erik Johansson|Freya Hansen
Gustavo Lima|Hannah Cohen`
    .split(/\n|\|/)
    .map((name) => name.split(/ (.*)/) as [string, string])

const types: UserType[] = [
  "member",
  "agent",
  "member",
  "supervisor",
  "agent",
  "analyst",
  "member",
  "viewer",
  "agent",
  "bot_admin",
]
const rolesGiven = [
  ["User"],
  ["Agent"],
  ["Developer", "Testing"],
  [],
  ["User", "Bot Builder"],
  ["Moderator"],
  ["User"],
  [],
  ["Bot Creator"],
]

/** Everything there is to say about the n-th of the fifty; every status occurs. */
function extra(n: number, [firstName, lastName]: [string, string], passwordHash: string): Person {
  const address = `${firstName}.${lastName}`
    .normalize("NFKD")
    .replace(/[^A-Za-z.]/g, "")
    .replaceAll("ı", "i")
    .toLowerCase()
  const invited = n % 9 === 4
  return {
    firstName,
    lastName,
    email: `${address}@acme.example`,
    type: n === 0 ? "tenant_admin" : types[n % types.length],
    roles: rolesGiven[n % rolesGiven.length],
    createdAt: ago(360 - n * 7),
    ...(invited ? {} : { passwordHash }),
    joinedAt: invited ? null : ago(359 - n * 7),
    lastSignInAt: invited ? null : ago(Math.min(((n * n) % 90) + n / 24, 358 - n * 7)),
    suspendedAt: n % 13 === 7 ? ago(12 + n) : null,
    lockedUntil: n === 6 || n === 21 ? ahead(30) : null,
    archivedAt: n % 17 === 11 ? ago(20 + n) : null,
    timezone: ["Europe/Berlin", "Europe/Madrid", "America/New_York"][n % 3],
  }
}

export type SignIn = { label: string; email: string; password: string; workspace: string }

/** Writes the scenario unless it is there, and answers the sign-ins to print. */
export async function seedDemo(): Promise<{ signIns: SignIn[] }> {
  const owner = postgres(ownerUrl(), { max: 1, onnotice: () => {} })
  try {
    const [there] = await owner`select from workspaces where slug = 'globex'`
    if (!there) {
      const { acme, hrServer } = await seedAcme(owner)
      await seedLife(owner, acme)
      await seedDays(owner, acme, hrServer)
      await seedGlobex(owner)
    }
  } finally {
    await owner.end()
  }
  return {
    signIns: [
      ...personas.map(({ box, label }) => ({
        label,
        email: `${box}@acme.example`,
        password,
        workspace: "acme",
      })),
      { label: "Never signed in", email: "new@acme.example", password: temporaryPassword, workspace: "acme" },
      { label: "Another company's admin", email: "admin@globex.example", password, workspace: "globex" },
    ],
  }
}

async function seedAcme(owner: postgres.Sql): Promise<{ acme: string; hrServer: string }> {
  const acme = await insertWorkspace(owner, { slug: "acme", name: "Acme" })
  await insertRole(owner, acme, {
    name: "Moderator",
    description: "Watches conversations.",
    permissions: ["conversations:monitor", "chat:use"],
  })
  await insertRole(owner, acme, {
    name: "Testing",
    description: "Tries bots before they are published.",
    permissions: ["bots:read", "chat:test"],
  })
  await insertPeople(owner, acme, await withPasswords(personas, "acme"))
  await insertPeople(owner, acme, [
    {
      firstName: "Nora",
      lastName: "Neumann",
      email: "new@acme.example",
      roles: ["User"],
      joinedAt: null,
      passwordHash: await hashPassword(temporaryPassword),
      temporaryUntil: ahead(3650),
    },
  ])
  const passwordHash = await hashPassword(password)
  const ids = await insertPeople(
    owner,
    acme,
    names.map((name, n) => extra(n, name, passwordHash)),
  )
  const every = (step: number, from = 0) => ids.filter((_, n) => n % step === from)
  await insertGroup(owner, acme, {
    name: "Berlin support",
    description: "The desk in Berlin",
    roles: ["Agent"],
    members: every(5, 1),
  })
  await insertGroup(owner, acme, {
    name: "Bot guild",
    description: "Whoever builds bots",
    roles: ["Bot Creator"],
    members: every(8, 2),
  })
  await insertGroup(owner, acme, {
    name: "Night shift",
    description: "Answers and watches from 22:00 to 6:00",
    roles: ["Agent", "Moderator"],
    members: every(11, 3),
  })
  const hrServer = await seedPrograms(owner, acme)
  await seedLooks(owner, acme)
  await seedMails(owner, acme)
  return { acme, hrServer }
}

/** Bots, what was said to them, and who came by. Done at once: the demo is not to start later for it. */
async function seedLife(owner: postgres.Sql, acme: string): Promise<void> {
  const there = await owner<{ id: string; box: string; handles: boolean; chats: boolean }[]>`
    select u.id, split_part(u.email, '@', 1) as box, held.all @> '{conversations:handle}' as handles, held.all @> '{chat:use}' as chats
      from users u
     cross join lateral (
       select array(select permission from user_permissions p where p.workspace_id = u.workspace_id and p.user_id = u.id) as all) held
     where u.workspace_id = ${acme} and u.status = 'active' and u.type not in ('tenant_admin', 'service') or u.email = 'admin@acme.example'
     order by u.created_at, u.id`
  const person = (box: string) => {
    const found = there.find((one) => one.box === box)
    if (!found) throw new Error(`the demo has no active ${box}@acme.example`)
    return found.id
  }
  const ids = (which: "handles" | "chats" | null) =>
    there.filter((one) => which === null || one[which]).map(({ id }) => id)
  const bots = await seedBots(owner, acme, person)
  await seedTraffic(owner, acme, { everybody: ids(null), people: ids("chats"), agents: ids("handles"), bots })
  await seedOpenTalks(owner, acme, { person, agents: ids("handles"), bots })
  await seedTokens(owner, acme, person)
}

async function seedGlobex(owner: postgres.Sql): Promise<void> {
  const globex = await insertWorkspace(owner, { slug: "globex", name: "Globex" })
  const admin: Persona = { box: "admin", label: "", name: ["Hank", "Scorpio"], type: "tenant_admin" }
  await insertPeople(
    owner,
    globex,
    await withPasswords(
      [admin, { box: "user", label: "", name: ["Frank", "Grimes"], roles: ["User"] }],
      "globex",
    ),
  )
}

async function withPasswords(people: Persona[], domain: string): Promise<Person[]> {
  return Promise.all(
    people.map(async ({ box, name: [firstName, lastName], type, roles }, n) => ({
      firstName,
      lastName,
      type,
      roles,
      email: `${box}@${domain}.example`,
      passwordHash: await hashPassword(password),
      createdAt: ago(420),
      joinedAt: ago(419 - n),
      timezone: "Europe/Berlin",
    })),
  )
}
