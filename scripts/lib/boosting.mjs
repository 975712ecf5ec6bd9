/**
 * Gradient-boosted trees with logistic loss on histograms: what `train-assigned.mjs` needs and no more. Deterministic.
 */

const BINS = 48;

/**
 * @param rows `{ x: number[], y: 0 | 1, w: number }`
 * @returns `{ bias, trees }`; a tree is a leaf number or `{ feature, threshold, left, right, mean }`
 */
export function boost(rows, width, { trees: count, depth, rate, minWeight, lambda, minGain = 0.5 }) {
  const size = rows.length;
  const edges = Array.from({ length: width }, (_, f) => edgesOf(rows, f));
  const columns = edges.map((edge, f) => Uint8Array.from(rows, (row) => binOf(edge, row.x[f])));
  const positive = rows.reduce((sum, row) => sum + row.w * row.y, 0);
  const total = rows.reduce((sum, row) => sum + row.w, 0);
  const bias = Math.log(positive / (total - positive));
  const raw = new Float64Array(size).fill(bias);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size);
  const trees = [];
  for (let t = 0; t < count; t += 1) {
    for (let i = 0; i < size; i += 1) {
      const p = 1 / (1 + Math.exp(-raw[i]));
      gradient[i] = rows[i].w * (rows[i].y - p);
      hessian[i] = rows[i].w * p * (1 - p);
    }
    const grow = (members, level) => {
      let g = 0;
      let h = 0;
      for (const i of members) {
        g += gradient[i];
        h += hessian[i];
      }
      const mean = (rate * g) / (h + lambda);
      if (level === depth || members.length < 20) return leaf(members, mean);
      const split = bestSplit(members, g, h);
      if (split === undefined) return leaf(members, mean);
      const column = columns[split.feature];
      const left = members.filter((i) => column[i] <= split.bin);
      const right = members.filter((i) => column[i] > split.bin);
      return {
        feature: split.feature,
        threshold: edges[split.feature][split.bin],
        left: grow(left, level + 1),
        right: grow(right, level + 1),
        mean,
      };
    };
    const leaf = (members, value) => {
      for (const i of members) raw[i] += value;
      return value;
    };
    const bestSplit = (members, g, h) => {
      const base = (g * g) / (h + lambda);
      let best;
      const gs = new Float64Array(BINS);
      const hs = new Float64Array(BINS);
      for (let f = 0; f < width; f += 1) {
        const bins = edges[f].length;
        if (bins === 0) continue;
        gs.fill(0);
        hs.fill(0);
        const column = columns[f];
        for (const i of members) {
          gs[column[i]] += gradient[i];
          hs[column[i]] += hessian[i];
        }
        let lg = 0;
        let lh = 0;
        for (let b = 0; b < bins; b += 1) {
          lg += gs[b];
          lh += hs[b];
          if (lh < minWeight * 0.1 || h - lh < minWeight * 0.1) continue;
          const gain = (lg * lg) / (lh + lambda) + ((g - lg) * (g - lg)) / (h - lh + lambda) - base;
          if (gain > minGain && (best === undefined || gain > best.gain)) best = { feature: f, bin: b, gain };
        }
      }
      return best;
    };
    trees.push(
      grow(
        Uint32Array.from({ length: size }, (_, i) => i),
        0,
      ),
    );
  }
  return { bias, trees };
}

/** Upper edges of bins (at most BINS - 1), between distinct values, evenly by rank. */
function edgesOf(rows, feature) {
  const values = Float64Array.from(rows, (row) => row.x[feature]).sort();
  const edges = [];
  const distinct = new Set(values);
  if (distinct.size < BINS) {
    const sorted = [...distinct].sort((a, b) => a - b);
    for (let i = 0; i + 1 < sorted.length; i += 1) edges.push((sorted[i] + sorted[i + 1]) / 2);
  } else {
    for (let b = 1; b < BINS; b += 1) {
      const at = Math.floor((values.length * b) / BINS);
      const edge = (values[at] + values[Math.max(0, at - 1)]) / 2;
      if (edges.length === 0 || edge > edges.at(-1)) edges.push(edge);
    }
  }
  return edges.map((edge) => Math.round(edge * 1e4) / 1e4);
}

function binOf(edges, value) {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function predict({ bias, trees }, x) {
  let sum = bias;
  for (let node of trees) {
    while (typeof node !== "number") node = x[node.feature] <= node.threshold ? node.left : node.right;
    sum += node;
  }
  return 1 / (1 + Math.exp(-sum));
}

/** The tree as `rules/model/assigned.json` has it: `[feature, threshold, left, right, mean]` or a leaf, log-odds times `slope`. */
export function readable(node, names, slope = 1) {
  const weight = (value) => Number((slope * value).toFixed(4));
  if (typeof node === "number") return weight(node);
  return [
    names[node.feature],
    node.threshold,
    readable(node.left, names, slope),
    readable(node.right, names, slope),
    weight(node.mean),
  ];
}
