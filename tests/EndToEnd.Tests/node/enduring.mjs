// Takes messages of a queue through one client library, which reconnects, until it is told to stop.
import { library, say } from './lib.mjs';

const { takeForEver } = await import(`./clients/${library}.mjs`);

takeForEver('/queue/enduring', 500, message => {
  say(`heard ${message.body}`);
  message.ack();
  // After the ACK has gone out.
  if (message.body === 'stop') setTimeout(() => process.exit(0), 100);
}, () => say('lost'));
