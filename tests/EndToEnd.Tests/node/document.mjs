// The client code that the source document prints, unchanged, with each library that has its `Stomp.over`.
// `SockJS` stands for a WebSocket at the same path here.
import assert from 'node:assert/strict';
import { Stomp as stompjs } from '@stomp/stompjs';
import webstomp from 'webstomp-client';
import { chat, fail, Inbox, say, url } from './lib.mjs';

class SockJS extends WebSocket {
  constructor(path) {
    super(new URL(path, url));
  }
}

const libraries = {
  stompjs: { over: socket => Object.assign(stompjs.over(() => socket), { debug() {}, reconnect_delay: 0 }) },
  // Its send has body and headers the other way round.
  webstomp: {
    over(socket) {
      const client = webstomp.over(socket, { debug: false });
      const send = client.send.bind(client);
      return Object.assign(client, { send: (destination, headers, body) => send(destination, body, headers) });
    },
  },
};

const onError = fail;

for (const [library, Stomp] of Object.entries(libraries)) {
  const roomId = `document-${library}`;
  const username = 'ss';
  const messageInput = { value: 'hi' };
  const received = new Inbox();
  const onMessageReceived = payload => received.put(JSON.parse(payload.body));
  let stompClient = null;

  var socket = new SockJS('/ws');
  stompClient = Stomp.over(socket);
  stompClient.connect({}, onConnected, onError);

  function onConnected() {
    stompClient.subscribe('/topic/public/'+ roomId, onMessageReceived);
    stompClient.send("/app/chat/addUser", {}, JSON.stringify({roomId: roomId, sender: username, type: 'JOIN'}))
  }

  assert.deepEqual(await received.take(), chat(roomId, 'JOIN', username));

  var chatMessage = {
    roomId: roomId, sender: username, message: messageInput.value, type: 'TALK'
  };
  stompClient.send("/app/chat/sendMessage", {}, JSON.stringify(chatMessage));

  assert.deepEqual(await received.take(), chat(roomId, 'TALK', username, 'hi'));
  stompClient.disconnect();
}
say('done');
process.exit(0);
