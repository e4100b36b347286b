"""What an application needs of a broker, through stomp.py: receipts, acknowledgements, transactions, heart-beats."""
import sys
from connection import PATIENCE_S, Client

PORT = int(sys.argv[1])


def client_with(destination, bodies):
    client = Client(PORT)
    for body in bodies:
        client.send(destination, body)
    return client


def individual(destination):
    client = client_with(destination, ['1', '2', '안녕 3'])
    client.subscribe(destination, 'client-individual')
    first, second, _ = client.expect('1'), client.expect('2'), client.expect('안녕 3')
    client.connection.ack(second)
    client.connection.nack(first)
    client.connection.ack(client.expect('1', redelivered=True))
    client.close()

    following = Client(PORT)
    following.subscribe(destination, 'client-individual')
    following.connection.ack(following.expect('안녕 3', redelivered=True))
    following.send(destination, '4')
    following.connection.ack(following.expect('4'))
    following.close()


def cumulative(destination):
    client = client_with(destination, ['1', '2', '3'])
    client.subscribe(destination, 'client')
    _, second, _ = client.expect('1'), client.expect('2'), client.expect('3')
    client.connection.ack(second)
    client.close()

    following = Client(PORT)
    following.subscribe(destination, 'client')
    following.connection.ack(following.expect('3', redelivered=True))
    following.close()


def transactions(destination):
    client = Client(PORT)
    client.subscribe(destination, 'auto')
    aborted = client.connection.begin()
    client.connection.send(destination, 'aborted', transaction=aborted)
    client.connection.abort(aborted)
    committed = client.connection.begin()
    client.connection.send(destination, '1', transaction=committed)
    client.connection.send(destination, '2', transaction=committed)
    client.send(destination, 'outside')
    client.connection.commit(committed)
    for body in ['outside', '1', '2']:
        client.expect(body)
    client.close()


def acknowledged_in_transaction(destination):
    client_with(destination, ['1']).close()
    for end, redelivered in [('abort', False), ('commit', True)]:
        client = Client(PORT)
        client.subscribe(destination, 'client-individual')
        message = client.expect('1', redelivered)
        transaction = client.connection.begin()
        client.connection.ack(message, transaction=transaction)
        getattr(client.connection, end)(transaction)
        client.close()

    last = client_with(destination, ['2'])
    last.subscribe(destination, 'auto')
    last.expect('2')
    last.close()


def heart_beats():
    client = Client(PORT, every_ms=200)
    # The server ends sessions that are silent for five intervals: it has heard ours, if these came.
    for _ in range(15):
        client.inbox.beats.get(timeout=PATIENCE_S)
    client.send('/topic/fence', '')
    client.close()


individual('/queue/python-individual')
cumulative('/queue/python-cumulative')
transactions('/queue/python-transactions')
acknowledged_in_transaction('/queue/python-acknowledged')
heart_beats()
print('done', flush=True)
