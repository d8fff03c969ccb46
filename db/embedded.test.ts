import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from "node:fs/promises"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startThrowAway } from "./embedded.ts"
import { isRoot } from "./embedded/account.ts"
import {
  copyFolder,
  copyProject,
  endEverything,
  launch,
  listTesters,
  makeFolder,
  serverPid,
} from "./embedded/testing.ts"
import type { App } from "./embedded/testing.ts"

const testers = await listTesters()

afterAll(async () => {
  await endEverything()
  for (const { base } of testers) await rm(base, { recursive: true, force: true })
})

async function ask<Row extends object>(app: App, query: string): Promise<Row[]> {
  const sql = postgres(app.url, { max: 1, onnotice: () => {} })
  try {
    return await sql.unsafe<Row[]>(query)
  } finally {
    await sql.end()
  }
}

// Every test has folders of its own: what they wait for, they can wait for together.
describe.each(testers)("started by $name", { concurrent: true }, (tester) => {
  let template = ""
  let first: App
  let login: object | undefined
  const rows = (app: App) => ask(app, "select name from kept")

  beforeAll(async () => {
    template = await makeFolder(tester)
    first = await launch(tester, { dataDir: template })
    await ask(first, "create table kept (name text); insert into kept values ('first')")
    await ask(
      first,
      "create extension pg_trgm; create extension btree_gin; create role app_user; grant app_user to current_user",
    )
    const about = `select rolsuper as super, rolcreaterole as roles, datdba = r.oid as owns, datlocale as locale
      from pg_roles r, pg_database d where rolname = current_user and datname = current_database()`
    ;[login] = await ask(first, about)
    expect(await first.end("SIGTERM")).toBe(0)
  })

  test("the first start makes a database whose owner is no superuser, closed to others, and stops it", async () => {
    expect(first.adopted).toBe(false)
    expect(first.folder).toBe(join(await realpath(template), "pg"))
    expect(first.url).toMatch(/^postgres:\/\/roster_owner:[\w-]{40,}@127\.0\.0\.1:\d+\/roster$/)
    expect(login).toEqual({ super: false, roles: true, owns: true, locale: "C.UTF-8" })
    for (const file of ["pg", "pg/roster-password", "postgres.log"]) {
      expect((await stat(join(template, file))).mode & 0o077).toBe(0)
    }
    expect((await readdir(template)).toSorted()).toEqual(["pg", "postgres.log"])
    expect(await serverPid(first.folder)).toBe(null)
  })

  test("a later start finds the data; Ctrl-C reaches the app alone, which then stops the server", async () => {
    const app = await launch(tester, { dataDir: await copyFolder(tester, template) })
    expect(app.adopted).toBe(false)
    expect(await rows(app)).toEqual([{ name: "first" }])
    await expect(rows({ ...app, url: app.url.replace(/:[\w-]+@/, ":guess@") })).rejects.toThrow(/password/)
    expect(await app.end("SIGINT")).toBe(0)
    expect(await serverPid(app.folder)).toBe(null)
    expect(await readFile(join(app.folder, "../postgres.log"), "utf8")).not.toMatch(/not properly shut down/)
  })

  test("two starts at once on an empty folder share one server, which the last to leave stops", async () => {
    const dataDir = await makeFolder(tester)
    const apps = await Promise.all([launch(tester, { dataDir }), launch(tester, { dataDir })])
    const [starter, adopter] = apps[0].adopted ? [apps[1], apps[0]] : apps
    expect([starter.adopted, adopter.adopted]).toEqual([false, true])
    expect(starter.url).toBe(adopter.url)
    expect((await readdir(dataDir)).toSorted()).toEqual(["pg", "postgres.log"])
    expect(await adopter.end("SIGTERM")).toBe(0)
    await ask(starter, "create table kept (name text)")

    const heir = await launch(tester, { dataDir })
    expect(heir.adopted).toBe(true)
    expect(await starter.end("SIGTERM")).toBe(0)
    expect(await rows(heir)).toEqual([])
    expect(await heir.end("SIGTERM")).toBe(0)
    expect(await serverPid(heir.folder)).toBe(null)
  })

  test("after kill -9 of the app the next one adopts the server and stops it", async () => {
    const dataDir = await copyFolder(tester, template)
    const killed = await launch(tester, { dataDir })
    await killed.end("SIGKILL")
    const pid = await serverPid(killed.folder)
    expect(pid).not.toBe(null)
    const next = await launch(tester, { dataDir })
    expect(next.adopted).toBe(true)
    expect(next.url).toBe(killed.url)
    expect(await serverPid(next.folder)).toBe(pid)
    expect(await next.end("SIGTERM")).toBe(0)
    expect(await serverPid(next.folder)).toBe(null)
  })

  test("after kill -9 of PostgreSQL the next start recovers every committed row", async () => {
    const dataDir = await copyFolder(tester, template)
    const app = await launch(tester, { dataDir })
    await ask(app, "insert into kept select 'row ' || n from generate_series(1, 1000) n")
    process.kill((await serverPid(app.folder))!, "SIGKILL")
    // The app has nothing left to stop, and must get away all the same.
    expect(await app.end("SIGTERM")).toBe(0)
    const next = await launch(tester, { dataDir })
    expect(next.adopted).toBe(false)
    expect(await rows(next)).toHaveLength(1001)
    expect(await next.end("SIGTERM")).toBe(0)
  })

  test("kill -9 of both leaves a folder that starts again", async () => {
    const dataDir = await copyFolder(tester, template)
    const app = await launch(tester, { dataDir })
    await ask(app, "insert into kept values ('second')")
    await app.end("SIGKILL")
    process.kill((await serverPid(app.folder))!, "SIGKILL")
    const next = await launch(tester, { dataDir })
    expect(next.adopted).toBe(false)
    expect(await rows(next)).toHaveLength(2)
    expect(await next.end("SIGTERM")).toBe(0)
  })

  test("a stale postmaster.pid that now names some other live process doesn't stand in the way", async ({
    onTestFinished,
  }) => {
    const dataDir = await copyFolder(tester, template)
    const { uid, gid } = await stat(join(dataDir, "pg"))
    // Of the same user (to any other, PostgreSQL itself pays no heed), and in that folder, as somebody's shell may be.
    const other = spawn("sleep", ["60"], { cwd: join(dataDir, "pg"), ...(isRoot() && { uid, gid }) })
    onTestFinished(() => void other.kill())
    await writeFile(
      join(dataDir, "pg/postmaster.pid"),
      `${other.pid}\n${dataDir}/pg\n1700000000\n5432\n\n127.0.0.1\n\nready\n`,
    )
    const app = await launch(tester, { dataDir })
    expect(app.adopted).toBe(false)
    expect(await rows(app)).toEqual([{ name: "first" }])
    expect(other.exitCode).toBe(null)
    expect(await app.end("SIGTERM")).toBe(0)
  })

  test("a port that is taken after it was picked is replaced by another", async ({ onTestFinished }) => {
    const taken = createServer()
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done))
    onTestFinished(() => void taken.close())
    const address = taken.address()
    const port = typeof address === "object" && address ? address.port : 0
    const dataDir = await copyFolder(tester, template)
    const app = await launch(tester, { dataDir, ports: [port, port] })
    expect(await readFile(join(dataDir, "postgres.log"), "utf8")).toMatch(/Address already in use/)
    expect(new URL(app.url).port).not.toBe(String(port))
    expect(await rows(app)).toEqual([{ name: "first" }])
    expect(await app.end("SIGTERM")).toBe(0)
  })

  test("a data folder that can't be used is refused in one line that names it and says what to do", async () => {
    const file = join(await makeFolder(tester), "file")
    await writeFile(file, "")
    const refusal = /^The data folder .+ can't be used: .+\. Mend that, set DATA_DIR .+ DATABASE_URL .+\.$/
    const within = join(file, "data")
    await expect(launch(tester, { dataDir: within })).rejects.toThrow(refusal)
    await expect(launch(tester, { dataDir: within })).rejects.toThrow(
      `${within} can't be used: a part of that path is a file`,
    )

    const foreign = await makeFolder(tester)
    await mkdir(join(foreign, "pg/photos"), { recursive: true })
    if (tester.account) await chown(join(foreign, "pg"), tester.account.uid, tester.account.gid)
    await expect(launch(tester, { dataDir: foreign })).rejects.toThrow(
      /pg can't be used: it is not empty, yet holds no/,
    )

    const closed = await copyFolder(tester, template)
    await chmod(closed, 0o500)
    const outcome = launch(tester, { dataDir: closed })
    // To root no folder is closed.
    if (isRoot() && !tester.account) expect(await (await outcome).end("SIGTERM")).toBe(0)
    else
      await expect(outcome).rejects.toThrow(`${closed} can't be used: this user has no right to write there`)
    await chmod(closed, 0o755) // or it can't be cleared away
  })
})

for (const root of testers.filter(({ account }) => isRoot() && !account)) {
  test(
    "root's project in a closed folder: programs and data go where the account gets, and are found again",
    { concurrent: true },
    async () => {
      const closed = await makeFolder(root, 0o700)
      const spare = join(root.base, "spare")
      const tester = { ...root, project: await copyProject(join(closed, "project")) }
      const dataDir = join(closed, "project/.data")
      const app = await launch(tester, { dataDir, spare })
      expect(dirname(dirname(app.folder))).toBe(await realpath(spare))
      expect((await lstat(join(dataDir, "pg"))).isSymbolicLink()).toBe(true)
      await ask(app, "create table kept (name text)")
      expect(await app.end("SIGTERM")).toBe(0)

      await chmod(closed, 0o755) // and again when the folder is no longer closed
      const next = await launch(tester, { dataDir, spare })
      expect(next.folder).toBe(app.folder)
      expect(await ask(next, "select name from kept")).toEqual([])
      expect(await next.end("SIGTERM")).toBe(0)
    },
  )
}

test("a throw-away server is gone with its folder when it stops", { concurrent: true }, async () => {
  const server = await startThrowAway()
  const sql = postgres(server.url, { max: 1 })
  const [fsync] =
    await sql`select current_setting('fsync') as fsync, current_setting('max_connections') as connections`
  await sql.end()
  await server.stop()
  expect(fsync).toEqual({ fsync: "off", connections: "200" })
  expect(existsSync(dirname(server.folder))).toBe(false)
})
