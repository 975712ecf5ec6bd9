/**
 * Turns what trees say of repositories that they have not seen into probabilities: a line in log-odds (Platt), by Newton's method.
 */

const ROUNDS = 50;
const LEAST = 1e-6;

const logit = (p) => Math.log(Math.max(LEAST, p) / Math.max(LEAST, 1 - p));
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/**
 * @param rows `{ score, y, w }`, scores by cross-validation
 * @returns `{ slope, offset }` of the log-odds
 */
export function calibrate(rows) {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // gradient and second derivatives, with a little weight that keeps the line where there is no data
    let [gs, go, ss, so, oo] = [1 - slope, -offset, 1, 0, 1];
    for (const { score, y, w } of rows) {
      const x = logit(score);
      const p = sigmoid(slope * x + offset);
      const h = w * p * (1 - p);
      gs += w * (y - p) * x;
      go += w * (y - p);
      ss += h * x * x;
      so += h * x;
      oo += h;
    }
    const det = ss * oo - so * so;
    const [ds, dO] = [(oo * gs - so * go) / det, (ss * go - so * gs) / det];
    slope += ds;
    offset += dO;
    if (Math.abs(ds) + Math.abs(dO) < LEAST) break;
  }
  return { slope, offset };
}

export function calibrated({ slope, offset }, score) {
  return sigmoid(slope * logit(score) + offset);
}

/** Ten bins of what was said, and the share that was true; weights as in training. */
export function reliability(rows) {
  const bins = Array.from({ length: 10 }, (_, i) => ({ from: i / 10, to: (i + 1) / 10, said: 0, true: 0, weight: 0, count: 0 }));
  for (const { score, y, w } of rows) {
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    bin.said += w * score;
    bin.true += w * y;
    bin.weight += w;
    bin.count += 1;
  }
  return bins
    .filter(({ weight }) => weight > 0)
    .map(({ from, to, said, true: hits, weight, count }) => ({ from, to, mean: said / weight, share: hits / weight, count }));
}
