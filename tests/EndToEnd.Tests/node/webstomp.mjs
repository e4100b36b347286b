// Two clients of webstomp-client talk, over the library's binary messages and its text ones.
import assert from 'node:assert/strict';
import webstomp from 'webstomp-client';
import { chat, fail, Inbox, say, url } from './lib.mjs';

const connect = options => new Promise(connected => {
  const client = webstomp.over(new WebSocket(url, webstomp.VERSIONS.supportedProtocols()), { debug: false, heartbeat: false, ...options });
  client.connect({}, () => connected(client), fail);
});

for (const binary of [false, true]) {
  const room = `webstomp-${binary}`;
  const heard = new Inbox();
  const watcher = await connect({ binary });
  watcher.subscribe(`/topic/public/${room}`, frame => heard.put(JSON.parse(frame.body)));
  watcher.send('/app/chat/addUser', JSON.stringify({ roomId: room, sender: 'watcher', type: 'JOIN' }));
  assert.deepEqual(await heard.take(), chat(room, 'JOIN', 'watcher'));

  const client = await connect({ binary });
  client.send('/app/chat/addUser', JSON.stringify({ roomId: room, sender: 'ss', type: 'JOIN' }), { 'content-type': 'application/json' });
  client.send('/app/chat/sendMessage', JSON.stringify({ roomId: room, sender: 'ss', message: '안녕 😀', type: 'TALK' }));
  assert.deepEqual(await heard.take(), chat(room, 'JOIN', 'ss'));
  assert.deepEqual(await heard.take(), chat(room, 'TALK', 'ss', '안녕 😀'));

  client.disconnect();
  assert.deepEqual(await heard.take(), chat(room, 'LEAVE', 'ss'));
  watcher.disconnect();
}
say('done');
process.exit(0);
