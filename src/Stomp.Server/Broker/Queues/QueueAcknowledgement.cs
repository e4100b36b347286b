using Stomp.Server.Sessions;

namespace Stomp.Server.Broker.Queues;

/// <summary>One of messages that a queue of the built-in broker has handed out.</summary>
/// <param name="queues">The queues.</param>
/// <param name="consumer">The subscription that holds the messages.</param>
/// <param name="deliveries">The messages.</param>
/// <param name="isAck">Whether they were consumed.</param>
/// <param name="requeue">Whether those that were not come back, as RabbitMQ's header <c>requeue</c> says.</param>
internal sealed class QueueAcknowledgement(QueueBroker queues, Consumer consumer, IReadOnlyList<Delivery> deliveries, bool isAck, bool requeue) : Acknowledgement
{
    public override ValueTask ApplyAsync(bool isConfirmed)
    {
        if (isAck) queues.Acknowledge(consumer, deliveries);
        else queues.Reject(consumer, deliveries, requeue);
        return default;
    }

    public override void LeaveTransaction() => consumer.Queue.LeaveTransaction(deliveries);
}
