// What an application needs of a broker, through one client library: receipts, acknowledgements, transactions, heart-beats.
import assert from 'node:assert/strict';
import { Inbox, library, say } from './lib.mjs';

const { connect } = await import(`./clients/${library}.mjs`);
const queue = name => `/queue/${library}-${name}`;
const fence = client => client.send('/topic/fence', '');

const expect = async (inbox, body, isRedelivered = false) => {
  const message = await inbox.take();
  assert.equal(message.body, body);
  assert.equal(message.headers.redelivered, isRedelivered ? 'true' : undefined);
  return message;
};

const sendAll = async (destination, bodies) => {
  const client = await connect();
  for (const body of bodies) await client.send(destination, body);
  return client;
};

const individual = async destination => {
  const client = await sendAll(destination, ['1', '2', '안녕 3']);
  const inbox = client.subscribe(destination, 'client-individual');
  const first = await expect(inbox, '1');
  (await expect(inbox, '2')).ack();
  await expect(inbox, '안녕 3');
  first.nack();
  (await expect(inbox, '1', true)).ack();
  await fence(client);
  await client.close();

  const next = await connect();
  const rest = next.subscribe(destination, 'client-individual');
  (await expect(rest, '안녕 3', true)).ack();
  await next.send(destination, '4');
  (await expect(rest, '4')).ack();
  await fence(next);
  await next.close();
};

const cumulative = async destination => {
  const client = await sendAll(destination, ['1', '2', '3']);
  const inbox = client.subscribe(destination, 'client');
  await expect(inbox, '1');
  const second = await expect(inbox, '2');
  await expect(inbox, '3');
  second.ack();
  await fence(client);
  await client.close();

  const next = await connect();
  (await expect(next.subscribe(destination, 'client'), '3', true)).ack();
  await fence(next);
  await next.close();
};

const transactions = async destination => {
  const client = await connect();
  const inbox = client.subscribe(destination, 'auto');
  const aborted = client.begin();
  aborted.send(destination, 'aborted');
  aborted.abort();
  const committed = client.begin();
  committed.send(destination, '1');
  committed.send(destination, '2');
  await client.send(destination, 'outside');
  committed.commit();
  for (const body of ['outside', '1', '2']) await expect(inbox, body);
  await client.close();
};

const acknowledgedInTransaction = async destination => {
  for (const [end, isRedelivered] of [['abort', false], ['commit', true]]) {
    const client = isRedelivered ? await connect() : await sendAll(destination, ['1']);
    const message = await expect(client.subscribe(destination, 'client-individual'), '1', isRedelivered);
    const transaction = client.begin();
    message.ack(transaction.headers);
    transaction[end]();
    await fence(client);
    await client.close();
  }

  const last = await sendAll(destination, ['2']);
  await expect(last.subscribe(destination, 'auto'), '2');
  await last.close();
};

const heartBeats = async () => {
  const beats = new Inbox();
  const client = await connect(200, beats.put);
  // The server ends sessions that are silent for five intervals: it has heard ours, if these came.
  for (let i = 0; i < 15; i++) await beats.take();
  await fence(client);
  await client.close();
};

await Promise.all([
  individual(queue('individual')),
  cumulative(queue('cumulative')),
  transactions(queue('transactions')),
  acknowledgedInTransaction(queue('acknowledged')),
  heartBeats(),
]);
say('done');
process.exit(0);
