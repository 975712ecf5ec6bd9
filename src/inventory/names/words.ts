/**
 * A name as its words, whatever the way of writing: `STRIPE_KEY`, `stripe-key`, `stripeKey`, `Stripe:Key`, `stripe.key`.
 */

/** Lower case; `APIKey2` gives `api`, `key2`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])|(\d)([A-Z])(?=[a-z])/g, "$1$3 $2$4")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
