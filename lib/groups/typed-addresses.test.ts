import { expect, test } from "vitest"
import { addByAddressesInput } from "./input.ts"
import { readAddresses } from "./typed-addresses.ts"

const read = (addresses: string) =>
  readAddresses(addByAddressesInput.shape.addresses.parse(addresses)).map(
    ({ text, address }) => address ?? [text],
  )

test.each([
  ["one a line", "tom@acme.example\nann@acme.example\r\nmei@acme.example", ["tom@", "ann@", "mei@"]],
  [
    "commas, semicolons, blanks",
    "tom@acme.example, ann@acme.example;mei@acme.example ;",
    ["tom@", "ann@", "mei@"],
  ],
  ["side by side", "tom@acme.example ann@acme.example\tmei@acme.example", ["tom@", "ann@", "mei@"]],
  [
    "names before them, also with commas in them",
    `Tom Becker <tom@acme.example>; Becker, Ann <ann@acme.example>, "Chen, Mei" <mei@acme.example>`,
    ["tom@", "ann@", "mei@"],
  ],
  [
    "each once, however it is written",
    "TOM@acme.example\nmailto:tom@acme.example\ntom@ACME.example",
    ["tom@"],
  ],
  ["what nobody sees", "\ufefftom@acme.example\u200b\n\u00a0ann@acme.example\u202c", ["tom@", "ann@"]],
])("%s", (_, typed, boxes) => {
  expect(read(typed)).toEqual(boxes.map((box) => `${box}acme.example`))
})

test("what is no address is kept as it was typed, and swallows no address beside it", () => {
  expect(read("Tom Becker, tom@acme.example\nann@\nmei@acme\n<script>@x.example, \n\n;;")).toEqual([
    ["Tom Becker"],
    "tom@acme.example",
    ["ann@"],
    ["mei@acme"],
    ["<script>@x.example"],
  ])
})

test.each(['"a,', "<a>,", "@<", "<", '"', "a@b<"])("a long line of %s is read in a straight way", (piece) => {
  // Looked back through at each piece, it took longer than a test may.
  expect(readAddresses(piece.repeat(100_000)).length).toBeGreaterThan(0)
})
