/** The demo bot "Order helper": twenty-five questions about orders, deliveries and returns. */
import type { SeedEntry } from "./bots.ts"

const entry = (title: string, phrases: string[], answer: string, handsOver = false): SeedEntry => ({
  title,
  phrases,
  answer,
  handsOver,
})

export const orderHelper: SeedEntry[] = [
  entry(
    "Where is my order",
    ["Where is my order?", "When will my parcel arrive?", "Track my delivery", "My package has not come yet"],
    "Open **Your orders** and choose *Track*. A parcel that has left us usually arrives within **two working days**.",
  ),
  entry(
    "Delivery times",
    ["How long does delivery take?", "How many days until it is delivered?", "Shipping time"],
    "Two to three working days within the country, five to seven abroad.",
  ),
  entry(
    "Delivery costs",
    ["How much is delivery?", "What does shipping cost?", "Is delivery free?"],
    "Delivery costs **4.90 €** and is free from 50 €.",
  ),
  entry(
    "Shipping abroad",
    ["Do you ship abroad?", "Can you deliver to another country?", "International shipping"],
    "We deliver to every country of the EU, to Norway and to Switzerland.",
  ),
  entry(
    "Change the delivery address",
    ["Change my delivery address", "I entered the wrong address", "Send it to a different address"],
    "Until the parcel leaves us, you can change the address under **Your orders**.",
  ),
  entry(
    "Leave it with a neighbour",
    [
      "Leave the parcel with my neighbour",
      "Nobody is at home when you deliver",
      "Can the courier leave it somewhere?",
    ],
    "Tell the courier by the link in the shipping mail, until 20:00 the day before.",
  ),
  entry(
    "Cancel an order",
    ["Cancel my order", "I do not want the order any more", "How can I stop an order?"],
    "As long as it says *In preparation*, choose **Cancel** under **Your orders**.",
  ),
  entry(
    "Change an order",
    ["Add an item to my order", "Change the size in my order", "Can I still change what I ordered?"],
    "An order can't be changed. Cancel it and order anew: it takes a minute.",
  ),
  entry(
    "Return an item",
    ["How do I return something?", "I want to send an item back", "Where do I get a return label?"],
    "Choose **Return** under **Your orders** and print the label. Returns are free.",
  ),
  entry(
    "Time to return",
    ["How long do I have to return something?", "Until when can I send it back?", "Return period"],
    "You have **30 days** from the day it arrived.",
  ),
  entry(
    "When the refund comes",
    ["When do I get my money back?", "How long does a refund take?", "My refund has not arrived"],
    "Within five working days after your parcel has reached us, by the way you paid.",
  ),
  entry(
    "Exchange an item",
    ["Can I exchange it for another size?", "Swap an item", "I need a different colour"],
    "Send it back and order the other one: so you have it sooner.",
  ),
  entry(
    "Damaged on arrival",
    ["My item arrived damaged", "The glass is broken", "It came with a crack in it"],
    "I am sorry about that. A damaged item goes back free of charge. Somebody will take care of it with you.",
    true,
  ),
  entry(
    "Wrong item",
    ["I received the wrong item", "This is not what I ordered", "You sent me something else"],
    "I am sorry. Keep the item for now; somebody will take care of it with you.",
    true,
  ),
  entry(
    "Missing item",
    [
      "An item is missing from my parcel",
      "Something is missing in the package",
      "Part of my order did not come",
    ],
    "Sometimes an order comes in two parcels: the shipping mail says so. If not, talk to us.",
  ),
  entry(
    "Ways to pay",
    ["How can I pay?", "Which payment methods do you accept?", "Can I pay by PayPal?"],
    "By card, PayPal, SEPA direct debit, or on account.",
  ),
  entry(
    "Pay by invoice",
    ["Can I pay by invoice?", "Buy now and pay later", "Purchase on account"],
    "Yes: choose *On account* at the checkout and pay within 14 days.",
  ),
  entry(
    "Payment failed",
    ["My payment failed", "My card was declined", "The payment does not go through"],
    "Nothing was charged. Try another card, or another way to pay.",
  ),
  entry(
    "Invoice as PDF",
    ["I need an invoice", "Where can I download my receipt?", "Send me the bill as PDF"],
    "Under **Your orders** every order has its invoice as a PDF.",
  ),
  entry(
    "Vouchers",
    ["My voucher does not work", "Where do I enter a discount code?", "How do I redeem a gift card?"],
    "Enter the code at the checkout, below the sum. One code for each order.",
  ),
  entry(
    "Forgotten password",
    ["I forgot my password", "I can not log in", "Reset my password"],
    "Choose *Forgot your password?* on the sign-in page; the mail comes within a minute.",
  ),
  entry(
    "Delete my account",
    ["Delete my account", "Remove my personal data", "Close my customer account"],
    "Under **Account**, *Delete account*. Invoices stay for ten years: the law wants it.",
  ),
  entry(
    "Newsletter",
    ["Unsubscribe from the newsletter", "Stop sending me advertising mails", "I get too many emails"],
    "Each newsletter has a link at its end to unsubscribe.",
  ),
  entry(
    "Opening hours",
    ["When are you open?", "What are your opening hours?", "When can I reach you by phone?"],
    "Our people are there Monday to Friday, **8:00 to 18:00**.",
  ),
  entry(
    "Guarantee",
    ["Is there a warranty?", "How long is the guarantee?", "My lamp stopped working after a year"],
    "Everything has a guarantee of **two years**. Send us a picture of what is broken.",
  ),
]
