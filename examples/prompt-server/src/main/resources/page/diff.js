// How two texts differ by lines, with the greedy algorithm of Myers.

/** With more lines removed and added than this, all that differs is told as one edit. */
const MOST_EDITS = 1000;

export function lines(text) {
  return text === '' ? [] : text.split('\n');
}

/**
 * @returns edits in the form of the server: `{ fromLine, removed, toLine, added }`, lines counted from 1
 */
export function edits(from, to) {
  const begin = common(from, to, 0);
  const end = commonEnd(from, to, begin);
  const [a, b] = [from.slice(begin, from.length - end), to.slice(begin, to.length - end)];
  if (a.length === 0 && b.length === 0) {
    return [];
  }
  const steps = shortest(a, b);
  return steps === null
    ? [{ fromLine: begin + 1, removed: a, toLine: begin + 1, added: b }]
    : join(steps, a, b, begin);
}

function common(from, to, begin) {
  let length = begin;
  while (length < from.length && length < to.length && from[length] === to[length]) {
    length++;
  }
  return length;
}

function commonEnd(from, to, begin) {
  let length = 0;
  const most = Math.min(from.length, to.length) - begin;
  while (length < most && from[from.length - 1 - length] === to[to.length - 1 - length]) {
    length++;
  }
  return length;
}

/** @returns for each number of edits, how far each diagonal is reached before the last of them; null when too many */
function trace(a, b) {
  const rounds = [];
  const most = Math.min(a.length + b.length, MOST_EDITS);
  const reached = new Map([[1, 0]]);
  for (let round = 0; round <= most; round++) {
    rounds.push(new Map(reached));
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      let x = comesFromAbove(reached, diagonal, round)
        ? reached.get(diagonal + 1)
        : reached.get(diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) {
        x++;
      }
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) {
        return rounds;
      }
    }
  }
  return null;
}

function comesFromAbove(reached, diagonal, round) {
  return diagonal === -round
    || (diagonal !== round && reached.get(diagonal - 1) < reached.get(diagonal + 1));
}

/** @returns the removals and insertions, each with its place in both texts, in the order of the text */
function shortest(a, b) {
  const rounds = trace(a, b);
  if (rounds === null) {
    return null;
  }
  const steps = [];
  let [x, y] = [a.length, b.length];
  for (let round = rounds.length - 1; round > 0; round--) {
    const reached = rounds[round];
    const diagonal = x - y;
    const above = comesFromAbove(reached, diagonal, round);
    const before = above ? diagonal + 1 : diagonal - 1;
    x = reached.get(before);
    y = x - before;
    steps.push({ x, y, removes: !above });
  }
  return steps.reverse();
}

function join(steps, a, b, begin) {
  const all = [];
  let [x, y] = [-1, -1];
  for (const step of steps) {
    if (step.x !== x || step.y !== y) {
      all.push({ fromLine: begin + step.x + 1, removed: [], toLine: begin + step.y + 1, added: [] });
    }
    const edit = all[all.length - 1];
    if (step.removes) {
      edit.removed.push(a[step.x]);
    } else {
      edit.added.push(b[step.y]);
    }
    [x, y] = step.removes ? [step.x + 1, step.y] : [step.x, step.y + 1];
  }
  return all;
}
