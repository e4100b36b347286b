// Runs in a page of the server: two clients of @stomp/stompjs over one forced transport of sockjs-client. Gives what one of them heard.
async ({ transport, room }) => {
  const { Client } = await import('/lib/stompjs/index.js');
  await import('/lib/sockjs/sockjs.min.js');
  const here = [];
  const takers = [];
  const hear = value => (takers.length > 0 ? takers.shift()(value) : here.push(value));
  const take = () => (here.length > 0 ? Promise.resolve(here.shift()) : new Promise(taken => takers.push(taken)));

  const connect = () => new Promise((connected, failed) => {
    const client = new Client({
      webSocketFactory: () => new SockJS('/ws', null, { transports: [transport] }),
      reconnectDelay: 0,
      onConnect: () => connected(client),
      onStompError: frame => failed(new Error(frame.headers.message)),
      onWebSocketClose: ({ code, reason }) => failed(new Error(`closed with ${code} ${reason}`)),
    });
    client.activate();
  });

  let receipts = 0;
  const withReceipt = (client, act) => new Promise(done => {
    const receipt = `r-${++receipts}`;
    client.watchForReceipt(receipt, done);
    act({ receipt });
  });
  const send = (client, destination, body, headers) =>
    client.publish({ destination: `/app/chat/${destination}`, body: JSON.stringify({ roomId: room, ...body }), headers });

  const one = await connect();
  const other = await connect();
  const said = [one.webSocket.transport];
  const note = async () => {
    const { type, sender, message } = JSON.parse(await take());
    said.push(sender ? `${type} ${sender} ${message}` : type);
  };
  await withReceipt(one, headers => one.subscribe(`/topic/public/${room}`, ({ body }) => hear(body), headers));
  other.subscribe('/user/queue/errors', ({ body }) => hear(body));

  await withReceipt(other, headers => send(other, 'addUser', { sender: '영희', type: 'JOIN' }, headers));
  await note();
  await withReceipt(other, headers => send(other, 'sendMessage', { sender: '영희', type: 'TALK', message: '안녕하세요 👋🏽 <b>&</b>\n둘째 줄' }, headers));
  await note();
  send(other, 'sendMessage', { sender: '철수', type: 'TALK', message: 'not me' });
  await note();
  for (let i = 0; i < 50; i++) send(other, 'sendMessage', { sender: '영희', type: 'TALK', message: `${i}` });
  for (let i = 0; i < 50; i++) await note();
  await other.deactivate();
  await note();
  await one.deactivate();
  return said;
}
