import { describe, expect, test } from "vitest"
import { clientAddress, parseNetwork, plainAddress, inNetworks } from "#lib/server/trusted-proxies.ts"

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:C000:201", "192.0.2.1"],
  ["2001:DB8:0:0::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["192.0.2", null],
  ["unknown", null],
  ["", null],
])("%s is the address %s", (text, address) => expect(plainAddress(text)).toBe(address))

test.each([
  "10.0.0.0/33",
  "10.0.0.0/0",
  "::/0",
  "::1/129",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "10.0.0.0/-1",
  "proxy.example",
  "",
])("%s names no network", (text) => expect(parseNetwork(text)).toBeNull())

test("networks hold their addresses, however those are written", () => {
  const isTrusted = inNetworks(["10.1.0.0/16", "192.0.2.7", "2001:db8:1::/48"])
  for (const one of ["10.1.255.1", "192.0.2.7", "2001:db8:1:ffff::1"]) expect(isTrusted(one), one).toBe(true)
  for (const one of ["10.2.0.1", "192.0.2.8", "2001:db8:2::1", "::1"]) expect(isTrusted(one), one).toBe(false)
  expect(inNetworks([])("127.0.0.1")).toBe(false)
})

describe("the client's address", () => {
  const isTrusted = inNetworks(["10.0.0.0/8", "::1"])

  test.each([
    ["a stranger's claim is not heard", "198.51.100.9", "203.0.113.1", "198.51.100.9"],
    ["a trusted proxy's is", "10.0.0.1", "203.0.113.1", "203.0.113.1"],
    ["also one that speaks IPv6", "::ffff:10.0.0.1", "2001:db8::5", "2001:db8::5"],
    ["what the client wrote itself stands further left", "10.0.0.1", "127.0.0.1, 203.0.113.1", "203.0.113.1"],
    [
      "proxies behind proxies are passed over",
      "::1",
      "6.6.6.6, 203.0.113.1, 10.0.0.2,10.0.0.3",
      "203.0.113.1",
    ],
    [
      "a trusted address that a stranger reports ends nothing early",
      "10.0.0.1",
      "10.0.0.9, 203.0.113.1",
      "203.0.113.1",
    ],
    ["ports are left out", "10.0.0.1", "203.0.113.1:4711", "203.0.113.1"],
    ["in brackets too", "10.0.0.1", "[2001:db8::5]:4711", "2001:db8::5"],
    ["junk leaves it at who reported it", "10.0.0.1", "203.0.113.1, unknown", "10.0.0.1"],
    ["junk behind a proxy likewise", "10.0.0.1", "<script>, 10.0.0.2", "10.0.0.2"],
    ["a trusted proxy that says nothing is the client", "10.0.0.1", undefined, "10.0.0.1"],
    ["all trusted: the one farthest away", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["a connection that is gone has none", undefined, "203.0.113.1", null],
  ])("%s", (_what, peer, forwardedFor, client) => {
    expect(clientAddress(peer, forwardedFor, isTrusted)).toBe(client)
  })
})
