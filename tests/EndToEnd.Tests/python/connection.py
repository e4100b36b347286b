"""A connection of stomp.py, and what comes over it, to be taken one by one."""
import queue
import stomp

PATIENCE_S = 100


class Inbox(stomp.ConnectionListener):
    def __init__(self):
        self.messages = queue.Queue()
        self.receipts = queue.Queue()
        self.beats = queue.Queue()
        self.ends = queue.Queue()

    def on_message(self, frame):
        self.messages.put(frame)

    def on_receipt(self, frame):
        self.receipts.put(frame.headers['receipt-id'])

    def on_error(self, frame):
        self.messages.put(AssertionError(f'ERROR {frame.headers} {frame.body}'))

    def on_heartbeat(self):
        self.beats.put(None)

    def on_disconnected(self):
        self.ends.put(None)


class Client:
    """A connected client. Its connection is the library's, untouched."""

    def __init__(self, port, every_ms=0):
        self.inbox = Inbox()
        self.connection = stomp.Connection12([('127.0.0.1', port)], heartbeats=(every_ms, every_ms), heart_beat_receive_scale=3)
        self.connection.set_listener('inbox', self.inbox)
        self.connection.connect(wait=True)

    def receipt(self, receipt):
        assert self.inbox.receipts.get(timeout=PATIENCE_S) == receipt

    def send(self, destination, body):
        self.connection.send(destination, body, receipt='sent')
        self.receipt('sent')

    def subscribe(self, destination, ack):
        self.connection.subscribe(destination, id='0', ack=ack, receipt='subscribed')
        # Messages may come before the receipt.
        self.receipt('subscribed')

    def expect(self, body, redelivered=False):
        message = self.inbox.messages.get(timeout=PATIENCE_S)
        if isinstance(message, Exception):
            raise message
        assert message.body == body, f'{message.body} instead of {body}'
        assert (message.headers.get('redelivered') == 'true') == redelivered, message.headers
        return message.headers['ack'] if 'ack' in message.headers else None

    def close(self):
        """With the receipt: all that was sent before has been handled."""
        self.connection.disconnect(receipt='bye')
        self.inbox.ends.get(timeout=PATIENCE_S)
