import { expect, test } from "vitest"
import { cpuMilliseconds } from "#lib/testing/cpu.ts"
import { asPlainText } from "./plain-text.ts"

test("leaves the words", () => {
  expect(
    asPlainText(
      "## Hours\n\n- **Nine** *sharp* to `five`\n2. see [the shop](https://shop.example)\n> or snake_case <b>",
    ),
  ).toBe("Hours Nine sharp to five see the shop or snake_case <b>")
})

test.each(["`", "[", "**", "[a](", " ", "# ", "1", "_ "])(
  "%j however often, is done at once",
  async (piece) => {
    const text = piece.repeat(4000).slice(0, 4000)
    expect(await cpuMilliseconds(() => asPlainText(text))).toBeLessThan(200)
  },
)
