// Joins two rooms and then does nothing until it is killed.
import { say } from './lib.mjs';
import { connect, send, withReceipt } from './stompjs-client.mjs';

const { client } = await connect();
for (const [roomId, sender] of [['killed-1', 'ss'], ['killed-2', '영희']])
  await withReceipt(client, headers => send(client, 'addUser', { roomId, sender, type: 'JOIN' }, headers));
say('joined');
