import type { DeskView } from "#lib/desk/input.ts"
import type { HandOverReason } from "#lib/chat/hand-over.ts"

export const viewLabels: Record<DeskView, string> = {
  waiting: "Waiting",
  mine: "Mine",
  all: "All",
  closed: "Closed",
}

/** What an empty list says. */
export const nothingIn: Record<DeskView, string> = {
  waiting: "Nobody is waiting.",
  mine: "You have no conversation. Take one from the queue.",
  all: "No agent has a conversation right now.",
  closed: "What you close stands here, until the person writes again.",
}

/** Why somebody is wanted, as a sentence. */
export const reasons: Record<HandOverReason, string> = {
  asked: "Asked for a person.",
  answer: "The bot's answer hands over to a person.",
  engine: "The bot's engine handed over to a person.",
}

/** The same in a list, after the bot's name. */
export const reasonsInShort: Record<HandOverReason, string> = {
  asked: "asked for a person",
  answer: "handed over by an answer",
  engine: "handed over by its engine",
}
