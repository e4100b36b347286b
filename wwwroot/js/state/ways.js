const patience = 2;

/** How the server is reached: over WebSocket first. `failures` counts attempts that led nowhere though the server was there. */
export const firstWay = { name: 'websocket', failures: 0, worked: false };

/** The way has led to the server. */
export const settledWay = ({ name }) => ({ name, failures: 0, worked: true });

/** A connection that had worked has ended: the same way comes first. */
export const againWay = ({ name, failures }) => ({ name, failures, worked: false });

/** The way led nowhere. WebSocket has two attempts; SockJS one, and after it WebSocket has one more each time. */
export const nextWay = ({ name, failures }) =>
  name === 'sockjs' ? { name: 'websocket', failures: patience - 1, worked: false }
    : failures + 1 < patience ? { name, failures: failures + 1, worked: false }
      : { name: 'sockjs', failures: 0, worked: false };
