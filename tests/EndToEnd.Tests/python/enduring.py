"""Takes messages of a queue through stomp.py, over as many connections as it needs, until it is told to stop."""
import queue
import sys
import stomp
from connection import Client

PORT = int(sys.argv[1])


def take_until_lost():
    client = Client(PORT, every_ms=500)
    client.connection.subscribe('/queue/enduring', id='0', ack='client-individual')
    while client.inbox.ends.empty():
        try:
            message = client.inbox.messages.get(timeout=0.1)
        except queue.Empty:
            continue
        print(f'heard {message.body}', flush=True)
        client.connection.ack(message.headers['ack'])
        if message.body == 'stop':
            client.close()
            return True
    return False


while True:
    try:
        if take_until_lost():
            break
    except stomp.exception.StompException:
        pass
    print('lost', flush=True)
