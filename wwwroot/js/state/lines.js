const groupMs = 5 * 60_000;
const mostInGroup = 30; // however fast somebody writes: only whole groups leave the document
const foldFrom = 3;

const rejoinMs = 60_000;

/**
 * The lines without what tells nobody anything: that I was gone while the line was dead, that I am back, and that somebody
 * else was gone for a moment, as whoever reloads the page is.
 */
export const telling = log => {
  const result = [];
  let amKnown = false;
  for (const line of log) {
    const isBack = line.kind === 'join' && line.sender === result.at(-1)?.sender && result.at(-1).kind === 'leave'
      && line.at - result.at(-1).at < rejoinMs;
    const isMove = line.kind === 'join' || line.kind === 'leave';
    if (isBack) result.pop();
    else if (!isMove || !line.own || line.kind === 'join' && !amKnown) result.push(line);
    amKnown ||= line.own;
  }
  return result;
};

const continues = (group, line) =>
  group?.kind === 'group' && group.sender === line.sender && group.own === line.own
    && line.at - group.lines[0].at < groupMs && group.lines.length < mostInGroup
    // Resend and discard stand below a failed line, so the next one starts afresh.
    && group.lines.at(-1).mark !== 'failed';

const put = (items, line) => {
  const last = items.at(-1);
  if (line.kind !== 'talk') items.push({ kind: line.kind, key: line.key, lines: [line] });
  else if (continues(last, line)) last.lines.push(line);
  else items.push({ kind: 'group', key: line.key, own: line.own, sender: line.sender, lines: [line] });
};

/** Three or more of one kind in a row become one line; who came and came again counts once. */
const folded = items => {
  const result = [];
  for (let i = 0; i < items.length; i++) {
    const { kind, key } = items[i];
    if (kind !== 'join' && kind !== 'leave') {
      result.push(items[i]);
      continue;
    }
    let end = i + 1;
    while (items[end]?.kind === kind) end++;
    const run = items.slice(i, end).flatMap(it => it.lines);
    if (run.length < foldFrom) result.push(...items.slice(i, end).map(it => came(it, it.lines)));
    else result.push(came({ kind, key }, run));
    i = end - 1;
  }
  return result;
};

const came = ({ kind, key }, lines) => {
  const names = [...new Set(lines.map(line => line.sender))];
  return { kind, key, name: names[0], others: names.length - 1, at: lines.at(-1).at };
};

/** The log as it is shown: day lines, the unread line, groups of one person's lines, comings and goings. */
export const arranged = (log, unreadFrom = null) => {
  const items = [];
  let day = [0, 0];
  for (const line of log) {
    if (line.at < day[0] || line.at >= day[1]) {
      day = [new Date(line.at).setHours(0, 0, 0, 0), new Date(line.at).setHours(24, 0, 0, 0)];
      items.push({ kind: 'day', key: `day-${line.key}`, at: line.at });
    }
    if (line.key === unreadFrom) items.push({ kind: 'unread', key: 'unread' });
    put(items, line);
  }
  return folded(items);
};

/** The mark "delivered" stands only at the last delivered line of a run. */
export const lastDelivered = lines => lines.findLastIndex(line => line.mark === 'delivered');
