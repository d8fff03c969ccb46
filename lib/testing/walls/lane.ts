/**
 * One vitest that stays, in a process of its own: what it has read and translated once serves every wall that it is handed.
 * The wall's database is in place already; a piece of code is taken away here, as its file is read.
 */
import { relative } from "node:path"
import {
  createVitest,
  type Reporter,
  type TestCase,
  type TestModule,
  type TestSpecification,
} from "vitest/node"
import { likeliestFirst } from "./likeliest.ts"
import type { Wall } from "./wall.ts"

export type Red = { file: string; test: string; why: string }
/** What the tests said: the first that went red, if any, how many ran, and what broke the run itself, which says nothing of the wall. */
export type Answer = { red: Red | null; ran: number; broke: string }

const root = process.cwd()
let piece: { file: string; find: string; replace: string } | null = null
let red: Red | null = null
let ran = 0

const reporter: Reporter = {
  async onTestCaseResult(test: TestCase) {
    ran += 1
    const { state, errors } = test.result()
    if (state === "failed") await stopAt(test.module, test.fullName, errors)
  },
  async onTestModuleEnd(module: TestModule) {
    if (module.state() !== "failed") return
    const errors = [module, ...module.children.allSuites()].flatMap((part) => part.errors())
    await stopAt(module, "", errors)
  },
}

async function stopAt(module: TestModule, test: string, errors: readonly { message: string }[] = []) {
  if (red) return
  const why = errors.map(({ message }) => message.split("\n")[0]).join(" / ")
  red = { file: module.relativeModuleId, test, why }
  await vitest.cancelCurrentRun("test-failure")
}

class AsGiven {
  sort = (files: TestSpecification[]) => files
  shard = (files: TestSpecification[]) => files
}

const vitest = await createVitest(
  "test",
  {
    config: "lib/vitest.config.ts",
    watch: false,
    maxWorkers: 1,
    bail: 1,
    // A module without its wall must neither come from the cache nor stay in it.
    fsModuleCache: false,
    reporters: [reporter],
    sequence: { sequencer: AsGiven },
  },
  {
    plugins: [
      {
        name: "without-wall",
        enforce: "pre",
        transform(code, id) {
          if (!piece || relative(root, id) !== piece.file) return undefined
          const { find, replace } = piece
          return code.replace(find, () => replace)
        },
      },
    ],
  },
)
await vitest.standalone()

async function run({ name, away, tests }: Wall): Promise<Answer> {
  const before = piece
  piece = "file" in away ? away : null
  for (const { file } of [before, piece].filter((one) => one !== null))
    vitest.invalidateFile(`${root}/${file}`)
  red = null
  ran = 0
  const found = await vitest.globTestSpecifications(tests)
  const order = likeliestFirst(
    name,
    found.map(({ moduleId }) => relative(root, moduleId)),
  )
  const { unhandledErrors } = await vitest.runTestSpecifications(
    order.map((file) => found.find(({ moduleId }) => relative(root, moduleId) === file)!),
  )
  return { red, ran, broke: unhandledErrors.map((error) => String((error as Error).message)).join(" / ") }
}

process.on("message", (wall: Wall) => void run(wall).then((answer) => process.send!(answer)))
process.on("disconnect", () => void vitest.exit(true))
process.send!("ready")
