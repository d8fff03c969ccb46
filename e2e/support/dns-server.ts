/** A DNS server on loopback that knows TXT records only (RFC 1035): one a file, so that every test process can set some. */
import { createSocket } from "node:dgram"
import { once } from "node:events"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** Sets the record of this name, in place of the one that is there. */
export const setRecord = (name: string, text: string) =>
  writeFile(join(process.env.ROSTER_DNS_RECORDS!, name), text)

/** Starts one; a name that has no file in `folder` does not exist. */
export async function startDns(folder: string): Promise<{ address: string; stop: () => void }> {
  const socket = createSocket("udp4")
  socket.on("message", (query, from) => {
    const { name, end } = questionIn(query)
    readFile(join(folder, name.replace(/[^a-z0-9._-]/g, "-")), "latin1")
      .catch(() => null)
      .then((text) => socket.send(answerTo(query.subarray(0, end), text), from.port, from.address))
      .catch(() => {})
  })
  socket.bind(0, "127.0.0.1")
  await once(socket, "listening")
  return { address: `127.0.0.1:${socket.address().port}`, stop: () => socket.close() }
}

function questionIn(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join(".").toLowerCase(), end: at + 5 }
}

function answerTo(query: Buffer, text: string | null): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(query.readUInt16BE(0), 0)
  // An authoritative answer; without a record "no such name".
  header.writeUInt16BE(text === null ? 0x8583 : 0x8580, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(text === null ? 0 : 1, 6)
  return Buffer.concat([header, query.subarray(12), ...(text === null ? [] : [recordOf(text)])])
}

const recordOf = (text: string) =>
  Buffer.concat([
    Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, text.length + 1, text.length]),
    Buffer.from(text, "latin1"),
  ])
