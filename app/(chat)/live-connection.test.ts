import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { keepOpen } from "./live-connection.ts"

/** What the browser gives: a page that is looked at or not, and sources of events that never answer by themselves. */
class Source extends EventTarget {
  static opened: Source[] = []
  closed = false
  constructor() {
    super()
    Source.opened.push(this)
  }
  close() {
    this.closed = true
  }
}
let page: EventTarget & { hidden: boolean }
let reload: ReturnType<typeof vi.fn>

beforeEach(() => {
  vi.useFakeTimers()
  Source.opened = []
  page = Object.assign(new EventTarget(), { hidden: false })
  reload = vi.fn()
  const around = new EventTarget()
  vi.stubGlobal("document", page)
  vi.stubGlobal("location", { reload })
  vi.stubGlobal("EventSource", Source)
  vi.stubGlobal("addEventListener", around.addEventListener.bind(around))
  vi.stubGlobal("removeEventListener", around.removeEventListener.bind(around))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const looked = (hidden: boolean) => {
  page.hidden = hidden
  page.dispatchEvent(new Event("visibilitychange"))
}
const open = () => keepOpen({ address: () => "/live", heard: () => {}, changed: () => {} })
const over = (why: string) => Source.opened.at(-1)!.dispatchEvent(new MessageEvent("over", { data: why }))

test("is open while the page is looked at", () => {
  const stop = open()
  looked(true)
  expect(Source.opened.map(({ closed }) => closed)).toEqual([true])
  looked(false)
  expect(Source.opened.map(({ closed }) => closed)).toEqual([true, false])
  stop()
  expect(Source.opened.map(({ closed }) => closed)).toEqual([true, true])
})

test.each(["ended", "gone"])(
  "once it is %s the page is loaded again, also when it is not looked at meanwhile",
  (why) => {
    open()
    over(why)
    looked(true)
    looked(false)
    vi.runAllTimers()
    expect(reload).toHaveBeenCalledTimes(1)
    expect(Source.opened).toHaveLength(1)
  },
)

test("a page that was left is not loaded again", () => {
  const stop = open()
  over("gone")
  stop()
  vi.runAllTimers()
  expect(reload).not.toHaveBeenCalled()
})
